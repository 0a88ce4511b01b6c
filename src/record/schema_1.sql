-- A celebgraph record: what was said, by whom. Ids are local to the file.

CREATE TABLE status(id INTEGER PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO status VALUES (1, 'planned'), (2, 'current'), (3, 'ended');

CREATE TABLE certainty(id INTEGER PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO certainty VALUES (1, 'denied'), (2, 'rumored'), (3, 'asserted');

-- Ontology files of the user's that were in force when something was ingested.
CREATE TABLE ontology(name TEXT PRIMARY KEY, text TEXT NOT NULL);

-- One file of input. The digest is that of its bytes; NULL once a part of what it said was forgotten.
CREATE TABLE dataset(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  format TEXT NOT NULL,
  digest TEXT,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL
);

CREATE TABLE source(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  publisher TEXT NOT NULL
);

-- A name as it was written; fold is the form without case and accents.
CREATE TABLE name(
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  fold TEXT NOT NULL
);

-- What one row told of one person: listed = 1 in a table of people, 0 in passing in a row of facts, whose source it is.
CREATE TABLE person(
  id INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL REFERENCES dataset(id),
  line INTEGER NOT NULL,
  source INTEGER REFERENCES source(id),
  name INTEGER NOT NULL REFERENCES name(id),
  listed INTEGER NOT NULL
);
CREATE INDEX person_name ON person(name);
CREATE INDEX person_dataset ON person(dataset);
CREATE INDEX person_source ON person(source) WHERE source IS NOT NULL;

CREATE TABLE alias(
  person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES name(id)
);
CREATE INDEX alias_person ON alias(person);
CREATE INDEX alias_name ON alias(name);

CREATE TABLE detail(
  person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE INDEX detail_person ON detail(person);

CREATE TABLE relation(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);

-- Who, what, whom, in canonical direction; kinship is '' but for the relation `relative`.
CREATE TABLE fact(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES name(id),
  relation INTEGER NOT NULL REFERENCES relation(id),
  object INTEGER NOT NULL REFERENCES name(id),
  kinship TEXT NOT NULL
);

-- One statement of a fact. Dates are EDTF, works a JSON list; word is the relation as written where it is not the key, and
-- swapped tells that the row named the object first.
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY,
  fact INTEGER NOT NULL REFERENCES fact(id),
  dataset INTEGER NOT NULL REFERENCES dataset(id),
  source INTEGER NOT NULL REFERENCES source(id),
  line INTEGER NOT NULL,
  status INTEGER REFERENCES status(id),
  certainty INTEGER REFERENCES certainty(id),
  start TEXT,
  "end" TEXT,
  published TEXT,
  works TEXT,
  confidence REAL,
  word TEXT,
  swapped INTEGER NOT NULL,
  rule TEXT,
  speaker TEXT,
  quote TEXT
);

-- Everything that was said, readable in any SQLite tool.
CREATE VIEW statement AS
SELECT s.text AS subject, r.key AS relation, o.text AS object, f.kinship, st.word AS status, c.word AS certainty,
       e.start, e."end", e.works, e.confidence, src.name AS source, src.url, src.publisher, e.published, e.quote, e.speaker,
       e.rule, d.name AS dataset, e.line
FROM evidence e
JOIN fact f ON f.id = e.fact
JOIN name s ON s.id = f.subject
JOIN relation r ON r.id = f.relation
JOIN name o ON o.id = f.object
JOIN source src ON src.id = e.source
JOIN dataset d ON d.id = e.dataset
LEFT JOIN status st ON st.id = e.status
LEFT JOIN certainty c ON c.id = e.certainty;
