PRAGMA application_id = 1129467218;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attachment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	ccmr_id INTEGER NOT NULL, 
	crmr_id INTEGER NOT NULL, 
	start DATE NOT NULL, 
	"end" DATE, 
	CONSTRAINT ck_attachment_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT fk_attachment_ccmr_id FOREIGN KEY(ccmr_id) REFERENCES ccmr (id), 
	CONSTRAINT fk_attachment_crmr_id FOREIGN KEY(crmr_id) REFERENCES crmr (id)
);
CREATE TABLE ccmr (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	hospital_id INTEGER NOT NULL, 
	specialty TEXT NOT NULL, 
	population VARCHAR(8), 
	active_file INTEGER, 
	start DATE NOT NULL, 
	"end" DATE, 
	CONSTRAINT ck_ccmr_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT uq_ccmr_code UNIQUE (code), 
	CONSTRAINT fk_ccmr_hospital_id FOREIGN KEY(hospital_id) REFERENCES hospital (id)
);
CREATE TABLE crmr (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	acronym TEXT NOT NULL, 
	fsmr_id INTEGER, 
	CONSTRAINT uq_crmr_code UNIQUE (code), 
	CONSTRAINT fk_crmr_fsmr_id FOREIGN KEY(fsmr_id) REFERENCES fsmr (id)
);
INSERT INTO "crmr" VALUES(1,1,'cervco','Maladies vasculaires rares du cerveau','CERVCO',1);
CREATE TABLE dossier (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	pack VARCHAR(40) NOT NULL, 
	request VARCHAR(40) NOT NULL, 
	function VARCHAR(20) NOT NULL, 
	crmr_id INTEGER, 
	site_id INTEGER, 
	ccmr_id INTEGER, 
	fsmr_id INTEGER, 
	state VARCHAR(20) NOT NULL, 
	scenario VARCHAR(60), 
	answers JSON NOT NULL, 
	candidate_id INTEGER, 
	former_mandate_id INTEGER, 
	new_mandate_id INTEGER, 
	instructor TEXT NOT NULL, 
	opened_on DATE NOT NULL, 
	closed_on DATE, 
	CONSTRAINT uq_dossier_number UNIQUE (number), 
	CONSTRAINT fk_dossier_crmr_id FOREIGN KEY(crmr_id) REFERENCES crmr (id), 
	CONSTRAINT fk_dossier_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_dossier_ccmr_id FOREIGN KEY(ccmr_id) REFERENCES ccmr (id), 
	CONSTRAINT fk_dossier_fsmr_id FOREIGN KEY(fsmr_id) REFERENCES fsmr (id), 
	CONSTRAINT fk_dossier_candidate_id FOREIGN KEY(candidate_id) REFERENCES person (id), 
	CONSTRAINT fk_dossier_former_mandate_id FOREIGN KEY(former_mandate_id) REFERENCES mandate (id), 
	CONSTRAINT fk_dossier_new_mandate_id FOREIGN KEY(new_mandate_id) REFERENCES mandate (id)
);
CREATE TABLE fsmr (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	sigle TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seat_id INTEGER, 
	CONSTRAINT uq_fsmr_sigle UNIQUE (sigle), 
	CONSTRAINT fk_fsmr_seat_id FOREIGN KEY(seat_id) REFERENCES hospital (id)
);
INSERT INTO "fsmr" VALUES(1,1,'BRAIN-TEAM','Maladies rares du système nerveux central',NULL);
CREATE TABLE fsmr_designation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	fsmr_id INTEGER NOT NULL, 
	start DATE NOT NULL, 
	"end" DATE, 
	CONSTRAINT ck_fsmr_designation_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT fk_fsmr_designation_fsmr_id FOREIGN KEY(fsmr_id) REFERENCES fsmr (id)
);
CREATE TABLE hospital (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	finess_et VARCHAR(9) NOT NULL, 
	finess_ej VARCHAR(9) NOT NULL, 
	name TEXT NOT NULL, 
	town TEXT NOT NULL, 
	region VARCHAR(2) NOT NULL, 
	CONSTRAINT uq_hospital_finess_et UNIQUE (finess_et)
);
INSERT INTO "hospital" VALUES(1,1,'750100042','750712184','Hôpital Lariboisière','Paris','11');
CREATE TABLE journal_head (
	id INTEGER NOT NULL, 
	operation_id INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_journal_head PRIMARY KEY (id)
);
INSERT INTO "journal_head" VALUES(1,2,'a24ba3202196323a25a8d018bd1b0278edd7d7d09056954ed0c975ae7795f8c8');
CREATE TABLE label (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	crmr_id INTEGER NOT NULL, 
	start DATE NOT NULL, 
	"end" DATE, 
	act TEXT NOT NULL, 
	CONSTRAINT ck_label_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT fk_label_crmr_id FOREIGN KEY(crmr_id) REFERENCES crmr (id)
);
CREATE TABLE letter (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	dossier_id INTEGER NOT NULL, 
	number VARCHAR(30) NOT NULL, 
	kind VARCHAR(60) NOT NULL, 
	who VARCHAR(40) NOT NULL, 
	"of" TEXT NOT NULL, 
	addressee TEXT NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	facts JSON NOT NULL, 
	file_id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	dated DATE NOT NULL, 
	sent_on DATE, 
	CONSTRAINT fk_letter_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id), 
	CONSTRAINT uq_letter_number UNIQUE (number), 
	CONSTRAINT fk_letter_file_id FOREIGN KEY(file_id) REFERENCES stored_file (id)
);
CREATE TABLE lifting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	dossier_id INTEGER NOT NULL, 
	finding VARCHAR(60) NOT NULL, 
	piece VARCHAR(40) NOT NULL, 
	"of" TEXT NOT NULL, 
	fact TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	lifted_on DATE NOT NULL, 
	CONSTRAINT uq_lifting_dossier_id_finding_piece_of UNIQUE (dossier_id, finding, piece, "of"), 
	CONSTRAINT fk_lifting_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);
CREATE TABLE mandate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	function VARCHAR(20) NOT NULL, 
	crmr_id INTEGER, 
	site_id INTEGER, 
	ccmr_id INTEGER, 
	fsmr_id INTEGER, 
	start DATE NOT NULL, 
	"end" DATE, 
	CONSTRAINT ck_mandate_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT ck_mandate_one_seat CHECK ((function = 'coordonnateur' AND crmr_id IS NOT NULL AND site_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL) OR (function = 'responsable_site' AND site_id IS NOT NULL AND crmr_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL) OR (function = 'responsable_ccmr' AND ccmr_id IS NOT NULL AND crmr_id IS NULL AND site_id IS NULL AND fsmr_id IS NULL) OR (function = 'animateur' AND fsmr_id IS NOT NULL AND crmr_id IS NULL AND site_id IS NULL AND ccmr_id IS NULL)), 
	CONSTRAINT fk_mandate_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_mandate_crmr_id FOREIGN KEY(crmr_id) REFERENCES crmr (id), 
	CONSTRAINT fk_mandate_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_mandate_ccmr_id FOREIGN KEY(ccmr_id) REFERENCES ccmr (id), 
	CONSTRAINT fk_mandate_fsmr_id FOREIGN KEY(fsmr_id) REFERENCES fsmr (id)
);
INSERT INTO "mandate" VALUES(1,2,1,'coordonnateur',1,NULL,NULL,NULL,'2024-01-01','2027-04-30');
INSERT INTO "mandate" VALUES(2,1,2,'coordonnateur',1,NULL,NULL,NULL,'2027-05-01','2032-04-30');
CREATE TABLE operation (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	label TEXT NOT NULL, 
	undoable BOOLEAN NOT NULL, 
	undoes INTEGER, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_operation PRIMARY KEY (id), 
	CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (id)
);
INSERT INTO "operation" VALUES(1,'2026-11-20 09:00:00.000000','Nadia Belkacem','Création du CERVCO',1,NULL,'0000000000000000000000000000000000000000000000000000000000000000','8fc8f31015ce73461b114d1ddf824631bd0dff49b86b134a7fd1e83538682fbd');
INSERT INTO "operation" VALUES(2,'2026-11-20 09:00:00.000000','Nadia Belkacem','Succession du CERVCO',1,NULL,'8fc8f31015ce73461b114d1ddf824631bd0dff49b86b134a7fd1e83538682fbd','a24ba3202196323a25a8d018bd1b0278edd7d7d09056954ed0c975ae7795f8c8');
CREATE TABLE operation_change (
	operation_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	table_name VARCHAR(40) NOT NULL, 
	row_id INTEGER NOT NULL, 
	action VARCHAR(10) NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT pk_operation_change PRIMARY KEY (operation_id, position), 
	CONSTRAINT fk_operation_change_operation_id FOREIGN KEY(operation_id) REFERENCES operation (id)
);
INSERT INTO "operation_change" VALUES(1,0,'fsmr',1,'insert',NULL,'{"name":"Maladies rares du système nerveux central","seat_id":null,"sigle":"BRAIN-TEAM"}');
INSERT INTO "operation_change" VALUES(1,1,'hospital',1,'insert',NULL,'{"finess_ej":"750712184","finess_et":"750100042","name":"Hôpital Lariboisière","region":"11","town":"Paris"}');
INSERT INTO "operation_change" VALUES(1,2,'person',1,'insert',NULL,'{"birth_date":null,"code":"aubrac","email":null,"first_name":"Solène","full_time":null,"last_name":"Aubrac","rpps":null,"status":null,"title":"Pr"}');
INSERT INTO "operation_change" VALUES(1,3,'person',2,'insert',NULL,'{"birth_date":null,"code":"bizet","email":null,"first_name":"Jean","full_time":null,"last_name":"Bizet","rpps":null,"status":null,"title":"Dr"}');
INSERT INTO "operation_change" VALUES(1,4,'crmr',1,'insert',NULL,'{"acronym":"CERVCO","code":"cervco","fsmr_id":1,"title":"Maladies vasculaires rares du cerveau"}');
INSERT INTO "operation_change" VALUES(1,5,'mandate',1,'insert',NULL,'{"ccmr_id":null,"crmr_id":1,"end":"2028-12-31","fsmr_id":null,"function":"coordonnateur","person_id":1,"site_id":null,"start":"2024-01-01"}');
INSERT INTO "operation_change" VALUES(2,0,'mandate',1,'update','{"end":"2028-12-31"}','{"end":"2027-04-30"}');
INSERT INTO "operation_change" VALUES(2,1,'mandate',2,'insert',NULL,'{"ccmr_id":null,"crmr_id":1,"end":"2032-04-30","fsmr_id":null,"function":"coordonnateur","person_id":2,"site_id":null,"start":"2027-05-01"}');
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	rpps VARCHAR(11), 
	birth_date DATE, 
	status VARCHAR(20), 
	full_time BOOLEAN, 
	email TEXT, 
	CONSTRAINT uq_person_code UNIQUE (code)
);
INSERT INTO "person" VALUES(1,1,'aubrac','Pr','Solène','Aubrac',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES(2,1,'bizet','Dr','Jean','Bizet',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE piece (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	dossier_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"of" TEXT NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	received_on DATE, 
	opinion VARCHAR(20), 
	signed BOOLEAN, 
	vouches BOOLEAN, 
	note TEXT NOT NULL, 
	file_id INTEGER, 
	CONSTRAINT uq_piece_dossier_id_kind_of UNIQUE (dossier_id, kind, "of"), 
	CONSTRAINT fk_piece_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id), 
	CONSTRAINT fk_piece_file_id FOREIGN KEY(file_id) REFERENCES stored_file (id)
);
CREATE TABLE recipient (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	dossier_id INTEGER NOT NULL, 
	who VARCHAR(40) NOT NULL, 
	"of" TEXT NOT NULL, 
	included BOOLEAN NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT uq_recipient_dossier_id_who_of UNIQUE (dossier_id, who, "of"), 
	CONSTRAINT fk_recipient_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);
CREATE TABLE setting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	value JSON NOT NULL, 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);
CREATE TABLE site (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	crmr_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	hospital_id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	ground VARCHAR(20), 
	start DATE NOT NULL, 
	"end" DATE, 
	CONSTRAINT ck_site_period CHECK ("end" IS NULL OR "end" >= "start"), 
	CONSTRAINT uq_site_code UNIQUE (code), 
	CONSTRAINT fk_site_crmr_id FOREIGN KEY(crmr_id) REFERENCES crmr (id), 
	CONSTRAINT fk_site_hospital_id FOREIGN KEY(hospital_id) REFERENCES hospital (id)
);
CREATE TABLE stored_file (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	media_type VARCHAR(100) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT uq_stored_file_sha256 UNIQUE (sha256)
);
CREATE INDEX ix_hospital_finess_ej ON hospital (finess_ej);
CREATE INDEX ix_hospital_region ON hospital (region);
CREATE INDEX ix_person_last_name ON person (last_name);
CREATE INDEX ix_fsmr_designation_fsmr_id ON fsmr_designation (fsmr_id);
CREATE INDEX ix_crmr_fsmr_id ON crmr (fsmr_id);
CREATE INDEX ix_label_crmr_id ON label (crmr_id);
CREATE INDEX ix_site_crmr_id ON site (crmr_id);
CREATE INDEX ix_site_hospital_id ON site (hospital_id);
CREATE INDEX ix_ccmr_hospital_id ON ccmr (hospital_id);
CREATE INDEX ix_attachment_crmr_id ON attachment (crmr_id);
CREATE INDEX ix_attachment_ccmr_id ON attachment (ccmr_id);
CREATE INDEX ix_mandate_crmr_id ON mandate (crmr_id);
CREATE INDEX ix_mandate_person_id ON mandate (person_id);
CREATE INDEX ix_mandate_ccmr_id ON mandate (ccmr_id);
CREATE INDEX ix_mandate_site_id ON mandate (site_id);
CREATE INDEX ix_mandate_fsmr_id ON mandate (fsmr_id);
CREATE TRIGGER mandate_overlap_on_insert BEFORE INSERT ON mandate WHEN EXISTS (SELECT 1 FROM mandate AS other WHERE other.id IS NOT NEW.id AND (other.crmr_id = NEW.crmr_id OR other.site_id = NEW.site_id OR other.ccmr_id = NEW.ccmr_id OR other.fsmr_id = NEW.fsmr_id) AND other.start <= COALESCE(NEW."end", '9999-12-31') AND COALESCE(other."end", '9999-12-31') >= NEW.start) BEGIN SELECT RAISE(ABORT, 'mandate_overlap'); END;
CREATE TRIGGER mandate_overlap_on_update BEFORE UPDATE OF crmr_id, site_id, ccmr_id, fsmr_id, start, "end" ON mandate WHEN EXISTS (SELECT 1 FROM mandate AS other WHERE other.id IS NOT NEW.id AND (other.crmr_id = NEW.crmr_id OR other.site_id = NEW.site_id OR other.ccmr_id = NEW.ccmr_id OR other.fsmr_id = NEW.fsmr_id) AND other.start <= COALESCE(NEW."end", '9999-12-31') AND COALESCE(other."end", '9999-12-31') >= NEW.start) BEGIN SELECT RAISE(ABORT, 'mandate_overlap'); END;
CREATE INDEX ix_dossier_state ON dossier (state);
CREATE INDEX ix_dossier_site_id ON dossier (site_id);
CREATE INDEX ix_dossier_ccmr_id ON dossier (ccmr_id);
CREATE INDEX ix_dossier_crmr_id ON dossier (crmr_id);
CREATE INDEX ix_dossier_fsmr_id ON dossier (fsmr_id);
CREATE INDEX ix_piece_dossier_id ON piece (dossier_id);
CREATE INDEX ix_lifting_dossier_id ON lifting (dossier_id);
CREATE INDEX ix_recipient_dossier_id ON recipient (dossier_id);
CREATE INDEX ix_letter_dossier_id ON letter (dossier_id);
CREATE INDEX ix_letter_state ON letter (state);
CREATE INDEX ix_operation_undoes ON operation (undoes);
CREATE INDEX ix_operation_change_table_row ON operation_change (table_name, row_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('fsmr',1);
INSERT INTO "sqlite_sequence" VALUES('hospital',1);
INSERT INTO "sqlite_sequence" VALUES('person',2);
INSERT INTO "sqlite_sequence" VALUES('crmr',1);
INSERT INTO "sqlite_sequence" VALUES('mandate',2);
COMMIT;
