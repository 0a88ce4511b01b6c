//! A folder of its own for each test, and the program run in it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The facts that most questions are asked of. Everybody in it is invented.
pub const FACTS: &str = "\
subject,relation,object,status,certainty,start,end,works,source,url,publisher,published,quote,speaker
Romy Vale,wife,Iris Vale,,,2013-09-14,,,The Harbour Times,https://harbour.example/1,Harbour Media,2022-08-05,\"Romy and Iris, happy\",
Romy Vale,married to,Iris Vale,current,,2013,,,Old Gazette,,,2021-02-01,,Greta Vale
Iris Vale,daughter,Ana Vale,,,2015,,,The Harbour Times,https://harbour.example/1,Harbour Media,2022-08-05,,
Romy Vale,daughter,Ana Vale,,,2015,,,The Harbour Times,https://harbour.example/1,Harbour Media,2022-08-05,,
Romy Vale,mother,Greta Vale,,,,,,Old Gazette,,,2021-02-01,,
Iris Vale,co-star,Otto Roe,,,2009,,Low Tide; High Noon,Film Weekly,,,2010,,
Otto Roe,friend,Lena Moss,,rumored,,,,Film Weekly,,,2010,,
Otto Roe,friend,Pia Dorn,,,2001,2005,,Film Weekly,,,2010,,
Otto Roe,dating,Romy Vale,,denied,,,,Film Weekly,,,2010,,
Lena Moss,aunt,Pia Dorn,,,,,,Old Gazette,,,2021-02-01,,
Zed Alone,friend,Zoe Alone,,,,,,,,,,,
";

/// What a table of people tells of some of them.
pub const PEOPLE: &str = "\
name,aliases,gender,born,occupation,known_for
Romy Vale,Rome; R. Valley,male,1980-05-01,singer; painter,Harbour Songs
Otto Roe,,male,1975,actor,
";

/// A folder with what is in it; gone with the value.
pub struct World {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Answer {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl World {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A folder with files that are ingested, all at once.
    #[track_caller]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let world = Self::new();
        let mut args = vec!["ingest"];
        for (name, content) in files {
            world.write(name, content);
            args.push(name);
        }
        world.celebgraph(&args).exits(0);
        world
    }

    /// The record of [`FACTS`] and [`PEOPLE`].
    #[track_caller]
    pub fn small() -> Self {
        Self::of(&[("facts.csv", FACTS), ("people.csv", PEOPLE)])
    }

    /// Where a file of the folder is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders to it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of the files in the folder, hidden ones too, but for those that SQLite keeps beside a record.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let mut names: Vec<String> = names
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    /// The program in that folder, not yet run, free of the settings of whoever runs the tests.
    pub fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_celebgraph"));
        command.current_dir(self.folder.path()).args(args);
        for variable in [
            "CELEBGRAPH_GRAPH",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "COLUMNS",
            "LINES",
        ] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program.
    pub fn celebgraph(&self, args: &[impl AsRef<OsStr>]) -> Answer {
        self.command(args).output().unwrap().into()
    }

    /// Runs the program with bytes on its standard input.
    pub fn celebgraph_reading(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Answer {
        let mut command = assert_cmd::Command::from_std(self.command(args));
        command.write_stdin(input).output().unwrap().into()
    }

    /// The JSON answer to a question that has one.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let mut args = args.to_vec();
        args.push("--json");
        self.celebgraph(&args).exits(0).json()
    }

    /// The whole graph as JSON text.
    #[track_caller]
    pub fn exported(&self) -> String {
        self.celebgraph(&["export", "--format", "json"]).stdout
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Answer {
    /// Checks the exit code; whatever it is, the program did not panic.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert!(!self.stderr.contains("panicked"), "{}", self.all());
        assert_eq!(self.code, code, "{}", self.all());
        self
    }

    /// Checks that the output or the errors hold a text.
    #[track_caller]
    pub fn tells(self, text: &str) -> Self {
        let all = self.all();
        assert!(all.contains(text), "`{text}` is not in:\n{all}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}:\n{}", self.all()))
    }

    /// Standard output and standard error.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// The texts under a key of each entry of a JSON list.
#[track_caller]
pub fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let list = list.as_array().unwrap().iter();
    list.map(|entry| entry[key].as_str().unwrap()).collect()
}

/// Checks that a JSON value holds everything that another does: of objects every key, lists entry by entry.
#[track_caller]
pub fn includes(whole: &Value, part: &Value) {
    match (whole, part) {
        (Value::Object(map), Value::Object(wanted)) => {
            for (key, value) in wanted {
                includes(map.get(key).unwrap_or(&Value::Null), value);
            }
        }
        (Value::Array(list), Value::Array(wanted)) => {
            assert_eq!(list.len(), wanted.len(), "{whole} / {part}");
            list.iter()
                .zip(wanted)
                .for_each(|(value, wanted)| includes(value, wanted));
        }
        _ => assert_eq!(whole, part),
    }
}
