//! Which files of a folder are input.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What a path given by the user holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files to read, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Files of the folder that are of no known kind, or are rejects of an earlier run.
    pub skipped: Vec<PathBuf>,
}

const EXTENSIONS: [&str; 5] = ["csv", "tsv", "tab", "psv", "json"];

/// The input below a path: the file itself, whatever its name, or every table and JSON file of a folder and the folders in it.
/// Hidden files, other kinds and the rejects of earlier runs are left out.
///
/// # Errors
///
/// The system's, with the path, where something cannot be read or is not there.
pub fn discover(path: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    if !path.metadata()?.is_dir() {
        found.files.push(path.to_owned());
        return Ok(found);
    }
    for entry in WalkDir::new(path)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()))
    {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.into_path();
        if is_input(&path) {
            found.files.push(path);
        } else {
            found.skipped.push(path);
        }
    }
    Ok(found)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_input(path: &Path) -> bool {
    let known = path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    });
    known && !super::reject::is_reject_file(path)
}
