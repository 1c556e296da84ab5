BEGIN TRANSACTION;
CREATE TABLE action (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	ref TEXT, 
	theme TEXT, 
	objective TEXT, 
	place TEXT, 
	action_text TEXT, 
	detail TEXT, 
	responsible TEXT, 
	timescale TEXT, 
	status TEXT, 
	progress TEXT, 
	target TEXT, 
	resources TEXT, 
	monitoring TEXT, 
	outcome_refs TEXT, 
	carried_forward INTEGER, 
	status_code TEXT, 
	status_basis TEXT, 
	start_date DATE, 
	end_date DATE, 
	date_precision TEXT, 
	ongoing INTEGER, 
	revised_from DATE, 
	amount_gbp NUMERIC(14, 2), 
	funding_basis TEXT, 
	theme_key TEXT, 
	priority_group_key TEXT, 
	page_first INTEGER NOT NULL, 
	page_last INTEGER NOT NULL, 
	confidence DOUBLE NOT NULL, part INTEGER, 
	CONSTRAINT pk_action PRIMARY KEY (id), 
	CONSTRAINT ck_action_carried_forward CHECK ("carried_forward" = 1), 
	CONSTRAINT ck_action_confidence CHECK ("confidence" BETWEEN 0 AND 1), 
	CONSTRAINT ck_action_funding_basis CHECK ("funding_basis" IN ('existing', 'existing_plus_new_needed', 'new_needed', 'external', 'mixed', 'amount_only', 'provisional', 'none_additional', 'to_be_determined', 'in_kind', 'not_applicable')), 
	CONSTRAINT ck_action_ongoing CHECK ("ongoing" IN (0, 1)), 
	CONSTRAINT ck_action_status_basis CHECK ("status_basis" IN ('column', 'embedded', 'inferred', 'cross_reference', 'none')), 
	CONSTRAINT ck_action_status_code CHECK ("status_code" IN ('not_started', 'in_progress', 'on_track', 'complete', 'delayed', 'withdrawn', 'rejected', 'unknown')), 
	CONSTRAINT fk_action_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_priority_group_key_priority_group FOREIGN KEY(priority_group_key) REFERENCES priority_group ("key"), 
	CONSTRAINT fk_action_theme_key_theme FOREIGN KEY(theme_key) REFERENCES theme ("key"), 
	CONSTRAINT uq_action_document_id_seq UNIQUE (document_id, seq)
);
INSERT INTO "action" VALUES(1,1,1,'tayside/2010-11/1-faf03f9a','1',NULL,NULL,NULL,'Open a bicycle workshop in the old mill',NULL,'Kelpie Works Trust','March 2011','Ongoing','The mill is let',NULL,NULL,NULL,NULL,NULL,'in_progress','column','2011-03-01','2011-03-31','month',0,NULL,NULL,NULL,NULL,NULL,1,1,0.98,NULL);
INSERT INTO "action" VALUES(2,1,2,'tayside/2010-11/2-743bce7e','2',NULL,NULL,NULL,'Train mentors for young people',NULL,'Housing Group','April 2010','Complete','Nine trained',NULL,NULL,NULL,NULL,NULL,'complete','column','2010-04-01','2010-04-30','month',0,NULL,NULL,NULL,'setting-priorities','young_people',1,1,1.0,NULL);
CREATE TABLE action_correction (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	was TEXT, 
	now TEXT, 
	found TEXT, 
	applied INTEGER NOT NULL, 
	CONSTRAINT pk_action_correction PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_correction_applied CHECK ("applied" IN (0, 1)), 
	CONSTRAINT fk_action_correction_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
);
CREATE TABLE action_date (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	printed TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	start_date DATE, 
	end_date DATE, 
	precision TEXT, 
	ongoing INTEGER, 
	interval TEXT, label TEXT, 
	CONSTRAINT pk_action_date PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_date_kind CHECK ("kind" IN ('period', 'due', 'revised', 'start', 'recurrence', 'duration')), 
	CONSTRAINT ck_action_date_ongoing CHECK ("ongoing" IN (0, 1)), 
	CONSTRAINT fk_action_date_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
);
INSERT INTO "action_date" VALUES(1,1,'March 2011','period','2011-03-01','2011-03-31','month',0,NULL,NULL);
INSERT INTO "action_date" VALUES(2,1,'April 2010','period','2010-04-01','2010-04-30','month',0,NULL,NULL);
CREATE TABLE action_funding (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	printed TEXT NOT NULL, 
	amount_gbp NUMERIC(14, 2), 
	funder TEXT, 
	purpose TEXT, 
	is_total INTEGER NOT NULL, fund TEXT, start_date DATE, end_date DATE, interval TEXT, 
	CONSTRAINT pk_action_funding PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_funding_is_total CHECK ("is_total" IN (0, 1)), 
	CONSTRAINT fk_action_funding_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
);
CREATE TABLE action_lineage (
	action_id INTEGER NOT NULL, 
	previous_action_id INTEGER NOT NULL, 
	basis TEXT NOT NULL, 
	similarity DOUBLE, 
	CONSTRAINT pk_action_lineage PRIMARY KEY (action_id, previous_action_id), 
	CONSTRAINT ck_action_lineage_basis CHECK ("basis" IN ('ref', 'text')), 
	CONSTRAINT ck_action_lineage_similarity CHECK ("similarity" BETWEEN 0 AND 1), 
	CONSTRAINT fk_action_lineage_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_lineage_previous_action_id_action FOREIGN KEY(previous_action_id) REFERENCES action (id) ON DELETE CASCADE
);
CREATE TABLE action_outcome (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	printed TEXT NOT NULL, 
	outcome_id TEXT, 
	basis TEXT NOT NULL, 
	CONSTRAINT pk_action_outcome PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_outcome_basis CHECK ("basis" IN ('stated', 'inherited', 'inferred')), 
	CONSTRAINT fk_action_outcome_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_outcome_outcome_id_outcome FOREIGN KEY(outcome_id) REFERENCES outcome (id)
);
CREATE TABLE action_party (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	printed TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	organisation_id INTEGER, 
	role TEXT NOT NULL, name TEXT, 
	CONSTRAINT pk_action_party PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_party_kind CHECK ("kind" IN ('organisation', 'group', 'role', 'person', 'unresolved')), 
	CONSTRAINT ck_action_party_role CHECK ("role" IN ('lead', 'partner', 'named')), 
	CONSTRAINT fk_action_party_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_party_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);
INSERT INTO "action_party" VALUES(1,1,'Kelpie Works Trust','organisation',689,'lead','Kelpie Works Trust');
INSERT INTO "action_party" VALUES(2,1,'Housing Group','group',NULL,'lead','Housing Group');
CREATE TABLE action_reference (
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	printed TEXT NOT NULL, 
	ref TEXT, 
	resolution TEXT NOT NULL, 
	target_action_id INTEGER, 
	CONSTRAINT pk_action_reference PRIMARY KEY (action_id, seq), 
	CONSTRAINT ck_action_reference_field CHECK ("field" IN ('ref', 'theme', 'objective', 'place', 'action_text', 'detail', 'responsible', 'timescale', 'status', 'progress', 'target', 'resources', 'monitoring', 'outcome_refs', 'carried_forward')), 
	CONSTRAINT ck_action_reference_resolution CHECK ("resolution" IN ('copy', 'link', 'superseded_by', 'origin_narrative')), 
	CONSTRAINT fk_action_reference_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_reference_target_action_id_action FOREIGN KEY(target_action_id) REFERENCES action (id) ON DELETE CASCADE
);
CREATE TABLE action_source (
	action_id INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	cell_id INTEGER NOT NULL, 
	CONSTRAINT pk_action_source PRIMARY KEY (action_id, field, cell_id), 
	CONSTRAINT ck_action_source_field CHECK ("field" IN ('ref', 'theme', 'objective', 'place', 'action_text', 'detail', 'responsible', 'timescale', 'status', 'progress', 'target', 'resources', 'monitoring', 'outcome_refs', 'carried_forward')), 
	CONSTRAINT fk_action_source_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_action_source_cell_id_cell FOREIGN KEY(cell_id) REFERENCES cell (id) ON DELETE CASCADE
);
INSERT INTO "action_source" VALUES(1,'ref',7);
INSERT INTO "action_source" VALUES(1,'action_text',8);
INSERT INTO "action_source" VALUES(1,'responsible',9);
INSERT INTO "action_source" VALUES(1,'timescale',10);
INSERT INTO "action_source" VALUES(1,'status',12);
INSERT INTO "action_source" VALUES(1,'progress',11);
INSERT INTO "action_source" VALUES(2,'ref',13);
INSERT INTO "action_source" VALUES(2,'action_text',14);
INSERT INTO "action_source" VALUES(2,'responsible',15);
INSERT INTO "action_source" VALUES(2,'timescale',16);
INSERT INTO "action_source" VALUES(2,'status',18);
INSERT INTO "action_source" VALUES(2,'progress',17);
CREATE TABLE action_step (
	id INTEGER NOT NULL, 
	action_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	ref TEXT, 
	action_text TEXT, 
	detail TEXT, 
	responsible TEXT, 
	timescale TEXT, 
	status TEXT, 
	progress TEXT, 
	target TEXT, 
	resources TEXT, 
	monitoring TEXT, 
	outcome_refs TEXT, 
	status_code TEXT, 
	start_date DATE, 
	end_date DATE, 
	date_precision TEXT, 
	ongoing INTEGER, revised_from DATE, 
	CONSTRAINT pk_action_step PRIMARY KEY (id), 
	CONSTRAINT ck_action_step_ongoing CHECK ("ongoing" IN (0, 1)), 
	CONSTRAINT ck_action_step_status_code CHECK ("status_code" IN ('not_started', 'in_progress', 'on_track', 'complete', 'delayed', 'withdrawn', 'rejected', 'unknown')), 
	CONSTRAINT fk_action_step_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT uq_action_step_action_id_seq UNIQUE (action_id, seq)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE authority (
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	abbreviation TEXT NOT NULL, 
	established DATE NOT NULL, 
	abolished DATE, 
	CONSTRAINT pk_authority PRIMARY KEY ("key"), 
	CONSTRAINT uq_authority_name UNIQUE (name)
);
INSERT INTO "authority" VALUES('fife-and-forth-valley','Fife and Forth Valley Community Justice Authority','FFVCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('glasgow','Glasgow Community Justice Authority','GCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('lanarkshire','Lanarkshire Community Justice Authority','LCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('lothian-and-borders','Lothian and Borders Community Justice Authority','LBCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('north-strathclyde','North Strathclyde Community Justice Authority','NSCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('northern','Northern Community Justice Authority','NCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('south-west-scotland','South West Scotland Community Justice Authority','SWSCJA','2006-04-03','2017-03-31');
INSERT INTO "authority" VALUES('tayside','Tayside Community Justice Authority','TCJA','2006-04-03','2017-03-31');
CREATE TABLE cell (
	id INTEGER NOT NULL, 
	source_table_id INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	"column" INTEGER NOT NULL, 
	row_span INTEGER NOT NULL, 
	column_span INTEGER NOT NULL, 
	x0 DOUBLE NOT NULL, 
	top DOUBLE NOT NULL, 
	x1 DOUBLE NOT NULL, 
	bottom DOUBLE NOT NULL, 
	text TEXT NOT NULL, 
	repeated INTEGER NOT NULL, confidence DOUBLE DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_cell PRIMARY KEY (id), 
	CONSTRAINT ck_cell_repeated CHECK ("repeated" IN (0, 1)), 
	CONSTRAINT fk_cell_source_table_id_source_table FOREIGN KEY(source_table_id) REFERENCES source_table (id) ON DELETE CASCADE
);
INSERT INTO "cell" VALUES(1,1,1,0,0,1,1,60.0,115.28,180.0,155.28,'Ref',0,1.0);
INSERT INTO "cell" VALUES(2,1,1,0,1,1,1,180.0,115.28,300.0,155.28,'Action',0,1.0);
INSERT INTO "cell" VALUES(3,1,1,0,2,1,1,300.0,115.28,420.0,155.28,'Lead',0,1.0);
INSERT INTO "cell" VALUES(4,1,1,0,3,1,1,420.0,115.28,540.0,155.28,'Timescale',0,1.0);
INSERT INTO "cell" VALUES(5,1,1,0,4,1,1,540.0,115.28,660.0,155.28,'Progress',0,1.0);
INSERT INTO "cell" VALUES(6,1,1,0,5,1,1,660.0,115.28,780.0,155.28,'Status',0,1.0);
INSERT INTO "cell" VALUES(7,1,1,1,0,1,1,60.0,155.28,180.0,195.28,'1',0,1.0);
INSERT INTO "cell" VALUES(8,1,1,1,1,1,1,180.0,155.28,300.0,195.28,'Open a bicycle workshop in the old mill',0,1.0);
INSERT INTO "cell" VALUES(9,1,1,1,2,1,1,300.0,155.28,420.0,195.28,'Kelpie Works Trust',0,1.0);
INSERT INTO "cell" VALUES(10,1,1,1,3,1,1,420.0,155.28,540.0,195.28,'March 2011',0,1.0);
INSERT INTO "cell" VALUES(11,1,1,1,4,1,1,540.0,155.28,660.0,195.28,'The mill is let',0,1.0);
INSERT INTO "cell" VALUES(12,1,1,1,5,1,1,660.0,155.28,780.0,195.28,'Ongoing',0,1.0);
INSERT INTO "cell" VALUES(13,1,1,2,0,1,1,60.0,195.28,180.0,235.28,'2',0,1.0);
INSERT INTO "cell" VALUES(14,1,1,2,1,1,1,180.0,195.28,300.0,235.28,'Train mentors for young people',0,1.0);
INSERT INTO "cell" VALUES(15,1,1,2,2,1,1,300.0,195.28,420.0,235.28,'Housing Group',0,1.0);
INSERT INTO "cell" VALUES(16,1,1,2,3,1,1,420.0,195.28,540.0,235.28,'April 2010',0,1.0);
INSERT INTO "cell" VALUES(17,1,1,2,4,1,1,540.0,195.28,660.0,235.28,'Nine trained',0,1.0);
INSERT INTO "cell" VALUES(18,1,1,2,5,1,1,660.0,195.28,780.0,235.28,'Complete',0,1.0);
INSERT INTO "cell" VALUES(19,2,1,0,0,1,1,60.0,4.46355737304687494315e+01,4.47435882568359375019e+02,5.86355737304687494324e+01,'Tayside Community Justice Authority Action Plan 2010-11',0,1.0);
CREATE TABLE correction (
	id INTEGER NOT NULL, 
	action_key TEXT NOT NULL, 
	field TEXT NOT NULL, 
	was TEXT, 
	now TEXT, 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	applied INTEGER NOT NULL, source TEXT, problem TEXT, 
	CONSTRAINT pk_correction PRIMARY KEY (id), 
	CONSTRAINT ck_correction_applied CHECK ("applied" IN (0, 1))
);
CREATE TABLE council (
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	authority_key TEXT NOT NULL, 
	CONSTRAINT pk_council PRIMARY KEY ("key"), 
	CONSTRAINT fk_council_authority_key_authority FOREIGN KEY(authority_key) REFERENCES authority ("key")
);
INSERT INTO "council" VALUES('S12000005','Clackmannanshire','fife-and-forth-valley');
INSERT INTO "council" VALUES('S12000014','Falkirk','fife-and-forth-valley');
INSERT INTO "council" VALUES('S12000047','Fife','fife-and-forth-valley');
INSERT INTO "council" VALUES('S12000030','Stirling','fife-and-forth-valley');
INSERT INTO "council" VALUES('S12000049','Glasgow City','glasgow');
INSERT INTO "council" VALUES('S12000050','North Lanarkshire','lanarkshire');
INSERT INTO "council" VALUES('S12000029','South Lanarkshire','lanarkshire');
INSERT INTO "council" VALUES('S12000036','City of Edinburgh','lothian-and-borders');
INSERT INTO "council" VALUES('S12000010','East Lothian','lothian-and-borders');
INSERT INTO "council" VALUES('S12000019','Midlothian','lothian-and-borders');
INSERT INTO "council" VALUES('S12000026','Scottish Borders','lothian-and-borders');
INSERT INTO "council" VALUES('S12000040','West Lothian','lothian-and-borders');
INSERT INTO "council" VALUES('S12000035','Argyll and Bute','north-strathclyde');
INSERT INTO "council" VALUES('S12000045','East Dunbartonshire','north-strathclyde');
INSERT INTO "council" VALUES('S12000011','East Renfrewshire','north-strathclyde');
INSERT INTO "council" VALUES('S12000018','Inverclyde','north-strathclyde');
INSERT INTO "council" VALUES('S12000038','Renfrewshire','north-strathclyde');
INSERT INTO "council" VALUES('S12000039','West Dunbartonshire','north-strathclyde');
INSERT INTO "council" VALUES('S12000033','Aberdeen City','northern');
INSERT INTO "council" VALUES('S12000034','Aberdeenshire','northern');
INSERT INTO "council" VALUES('S12000013','Eilean Siar','northern');
INSERT INTO "council" VALUES('S12000017','Highland','northern');
INSERT INTO "council" VALUES('S12000020','Moray','northern');
INSERT INTO "council" VALUES('S12000023','Orkney Islands','northern');
INSERT INTO "council" VALUES('S12000027','Shetland Islands','northern');
INSERT INTO "council" VALUES('S12000006','Dumfries and Galloway','south-west-scotland');
INSERT INTO "council" VALUES('S12000008','East Ayrshire','south-west-scotland');
INSERT INTO "council" VALUES('S12000021','North Ayrshire','south-west-scotland');
INSERT INTO "council" VALUES('S12000028','South Ayrshire','south-west-scotland');
INSERT INTO "council" VALUES('S12000041','Angus','tayside');
INSERT INTO "council" VALUES('S12000042','Dundee City','tayside');
INSERT INTO "council" VALUES('S12000048','Perth and Kinross','tayside');
CREATE TABLE document (
	id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	source_uri TEXT, 
	size_bytes INTEGER NOT NULL, 
	page_count INTEGER, 
	kind TEXT NOT NULL, 
	authority_key TEXT, 
	title TEXT, 
	period_start DATE, 
	period_end DATE, 
	scheme_key TEXT, 
	text_layer TEXT, 
	state TEXT NOT NULL, 
	reason TEXT, 
	run_id INTEGER, 
	superseded_by INTEGER, layouts_digest TEXT, pages TEXT, extractor TEXT, normaliser TEXT, corrections_digest TEXT, superseded_basis TEXT, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT ck_document_kind CHECK ("kind" IN ('action_plan', 'area_plan', 'guidance', 'other')), 
	CONSTRAINT ck_document_state CHECK ("state" IN ('loaded', 'needs_review', 'rejected')), 
	CONSTRAINT ck_document_text_layer CHECK ("text_layer" IN ('digital', 'ocr', 'mixed')), 
	CONSTRAINT fk_document_authority_key_authority FOREIGN KEY(authority_key) REFERENCES authority ("key"), 
	CONSTRAINT fk_document_run_id_ingest_run FOREIGN KEY(run_id) REFERENCES ingest_run (id) ON DELETE SET NULL, 
	CONSTRAINT fk_document_scheme_key_outcome_scheme FOREIGN KEY(scheme_key) REFERENCES outcome_scheme ("key"), 
	CONSTRAINT fk_document_superseded_by_document FOREIGN KEY(superseded_by) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "document" VALUES(1,'0784b409b9919da1967d50396f450950b9afe40ffb2a6a1aa97c3519394d37e8','plan.pdf','file:///plans/plan.pdf',1942,1,'action_plan','tayside','Tayside Community Justice Authority Action Plan 2010-11','2010-04-01','2011-03-31',NULL,'digital','loaded',NULL,1,NULL,NULL,NULL,'dafda3d9532ade271f102370af5ceb674806187bab906807980197fc9ad4a2c6','71fe5446273960a793ae28858d20657229f330bcfe8b5782db14e75371e808f1',NULL,NULL);
CREATE TABLE document_part (
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	page_first INTEGER NOT NULL, 
	page_last INTEGER NOT NULL, 
	title TEXT, 
	authority_key TEXT, 
	period_start DATE, 
	period_end DATE, 
	scheme_key TEXT, 
	CONSTRAINT pk_document_part PRIMARY KEY (document_id, seq), 
	CONSTRAINT fk_document_part_authority_key_authority FOREIGN KEY(authority_key) REFERENCES authority ("key"), 
	CONSTRAINT fk_document_part_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE, 
	CONSTRAINT fk_document_part_scheme_key_outcome_scheme FOREIGN KEY(scheme_key) REFERENCES outcome_scheme ("key")
);
CREATE TABLE duplicate (
	source_uri TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	document_id INTEGER NOT NULL, 
	run_id INTEGER, 
	CONSTRAINT pk_duplicate PRIMARY KEY (source_uri), 
	CONSTRAINT fk_duplicate_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE, 
	CONSTRAINT fk_duplicate_run_id_ingest_run FOREIGN KEY(run_id) REFERENCES ingest_run (id) ON DELETE SET NULL
);
CREATE TABLE finding (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	action_id INTEGER, 
	page INTEGER, 
	severity TEXT NOT NULL, 
	code TEXT NOT NULL, 
	message TEXT NOT NULL, "key" TEXT, 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT ck_finding_severity CHECK ("severity" IN ('info', 'warning', 'error')), 
	CONSTRAINT fk_finding_action_id_action FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE, 
	CONSTRAINT fk_finding_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
INSERT INTO "finding" VALUES(1,1,1,1,'info','lead_unlisted','taken as organisations by their words: Kelpie Works Trust','tayside/2010-11/1-faf03f9a:lead_unlisted:fb4ba5df');
INSERT INTO "finding" VALUES(2,1,1,1,'info','theme_unknown','neither the headings nor the action tell a theme of the guidance','tayside/2010-11/1-faf03f9a:theme_unknown:1822556f');
CREATE TABLE glossary_term (
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	term TEXT NOT NULL, 
	meaning TEXT NOT NULL, 
	CONSTRAINT pk_glossary_term PRIMARY KEY (document_id, seq), 
	CONSTRAINT fk_glossary_term_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE TABLE indicator (
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	indicator TEXT NOT NULL, 
	baseline TEXT, 
	target TEXT, 
	current TEXT, 
	direction TEXT, 
	CONSTRAINT pk_indicator PRIMARY KEY (document_id, seq), 
	CONSTRAINT ck_indicator_direction CHECK ("direction" IN ('up', 'down', 'level')), 
	CONSTRAINT fk_indicator_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE TABLE ingest_run (
	id INTEGER NOT NULL, 
	started_at TEXT NOT NULL, 
	finished_at TEXT, 
	command TEXT NOT NULL, 
	version TEXT NOT NULL, 
	loaded INTEGER, 
	needs_review INTEGER, 
	rejected INTEGER, 
	skipped INTEGER, 
	actions INTEGER, 
	findings INTEGER, inputs_digest TEXT, renewed INTEGER, duplicates INTEGER, 
	CONSTRAINT pk_ingest_run PRIMARY KEY (id)
);
INSERT INTO "ingest_run" VALUES(1,'2026-11-22T19:58:24+00:00','2026-11-22T19:58:27+00:00','cjaplans ingest plan.pdf','0.1.0',1,0,0,0,2,2,NULL,0,0);
CREATE TABLE organisation (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT, 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_name UNIQUE (name)
);
INSERT INTO "organisation" VALUES(689,'Kelpie Works Trust',NULL);
CREATE TABLE outcome (
	id TEXT NOT NULL, 
	scheme_key TEXT NOT NULL, 
	code TEXT NOT NULL, 
	label TEXT NOT NULL, 
	grouping TEXT, 
	CONSTRAINT pk_outcome PRIMARY KEY (id), 
	CONSTRAINT fk_outcome_scheme_key_outcome_scheme FOREIGN KEY(scheme_key) REFERENCES outcome_scheme ("key"), 
	CONSTRAINT uq_outcome_scheme_key_code UNIQUE (scheme_key, code)
);
CREATE TABLE outcome_mapping (
	source_id TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	"match" TEXT NOT NULL, 
	confidence TEXT NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_outcome_mapping PRIMARY KEY (source_id, target_id), 
	CONSTRAINT ck_outcome_mapping_confidence CHECK ("confidence" IN ('high', 'medium', 'low')), 
	CONSTRAINT ck_outcome_mapping_match CHECK ("match" IN ('exact', 'part', 'broad', 'related')), 
	CONSTRAINT fk_outcome_mapping_source_id_outcome FOREIGN KEY(source_id) REFERENCES outcome (id), 
	CONSTRAINT fk_outcome_mapping_target_id_outcome FOREIGN KEY(target_id) REFERENCES outcome (id)
);
CREATE TABLE outcome_scheme (
	"key" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	CONSTRAINT pk_outcome_scheme PRIMARY KEY ("key")
);
INSERT INTO "outcome_scheme" VALUES('NSMO23','National Strategy for the Management of Offenders: 23 outcomes',2006);
INSERT INTO "outcome_scheme" VALUES('LB14','Lothian and Borders: 14 national outcomes',2010);
INSERT INTO "outcome_scheme" VALUES('OPIF7','Outcomes, Performance and Improvement Framework: seven common outcomes',2016);
INSERT INTO "outcome_scheme" VALUES('NPF2007','National Performance Framework: 15 national outcomes',2007);
INSERT INTO "outcome_scheme" VALUES('NPF2011','National Performance Framework: 16 national outcomes',2011);
CREATE TABLE page (
	document_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	width DOUBLE NOT NULL, 
	height DOUBLE NOT NULL, 
	characters INTEGER NOT NULL, 
	text_layer TEXT, 
	confidence DOUBLE NOT NULL, 
	turned INTEGER NOT NULL, 
	lean DOUBLE NOT NULL, 
	CONSTRAINT pk_page PRIMARY KEY (document_id, number), 
	CONSTRAINT ck_page_confidence CHECK ("confidence" BETWEEN 0 AND 1), 
	CONSTRAINT ck_page_text_layer CHECK ("text_layer" IN ('digital', 'ocr', 'mixed')), 
	CONSTRAINT fk_page_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
INSERT INTO "page" VALUES(1,1,8.41889770507812499993e+02,5.95275573730468750017e+02,276,'digital',1.0,0,0.0);
CREATE TABLE priority_group (
	"key" TEXT NOT NULL, 
	label TEXT NOT NULL, 
	CONSTRAINT pk_priority_group PRIMARY KEY ("key")
);
INSERT INTO "priority_group" VALUES('serious_violent_sexual','Serious, violent and sexual offending');
INSERT INTO "priority_group" VALUES('persistent_offenders','Persistent offenders');
INSERT INTO "priority_group" VALUES('women','Women');
INSERT INTO "priority_group" VALUES('substance_misuse','Substance misuse');
INSERT INTO "priority_group" VALUES('less_serious_first_time','Less serious and first-time offenders');
INSERT INTO "priority_group" VALUES('resettlement','Resettlement');
INSERT INTO "priority_group" VALUES('mental_health','Mental health');
INSERT INTO "priority_group" VALUES('young_people','Young people');
INSERT INTO "priority_group" VALUES('families','Families');
INSERT INTO "priority_group" VALUES('victims','Victims');
INSERT INTO "priority_group" VALUES('domestic_abuse','Domestic abuse');
INSERT INTO "priority_group" VALUES('community_payback','Community payback');
INSERT INTO "priority_group" VALUES('governance','Governance');
INSERT INTO "priority_group" VALUES('community_engagement','Community engagement');
CREATE TABLE requirement (
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	section TEXT, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_requirement PRIMARY KEY (document_id, seq), 
	CONSTRAINT fk_requirement_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE TABLE review (
	finding_key TEXT NOT NULL, 
	accepted INTEGER NOT NULL, 
	note TEXT, 
	author TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (finding_key), 
	CONSTRAINT ck_review_accepted CHECK ("accepted" IN (0, 1))
);
CREATE TABLE source_table (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	page_first INTEGER NOT NULL, 
	page_last INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	layout TEXT, 
	header JSON NOT NULL, 
	engine TEXT NOT NULL, 
	confidence DOUBLE NOT NULL, 
	CONSTRAINT pk_source_table PRIMARY KEY (id), 
	CONSTRAINT ck_source_table_confidence CHECK ("confidence" BETWEEN 0 AND 1), 
	CONSTRAINT ck_source_table_role CHECK ("role" IN ('actions', 'indicators', 'glossary', 'outcomes', 'requirements', 'other')), 
	CONSTRAINT fk_source_table_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE, 
	CONSTRAINT uq_source_table_document_id_seq UNIQUE (document_id, seq)
);
INSERT INTO "source_table" VALUES(1,1,1,1,1,'actions',NULL,'["Ref", "Action", "Lead", "Timescale", "Progress", "Status"]','lattice',1.0);
INSERT INTO "source_table" VALUES(2,1,2,1,1,'other',NULL,'[]','outline',1.0);
CREATE TABLE theme (
	"key" TEXT NOT NULL, 
	label TEXT NOT NULL, 
	CONSTRAINT pk_theme PRIMARY KEY ("key")
);
INSERT INTO "theme" VALUES('setting-priorities','Setting priorities / offender groups');
INSERT INTO "theme" VALUES('working-together','Working together in new ways');
INSERT INTO "theme" VALUES('workforce','Developing and supporting the workforce');
INSERT INTO "theme" VALUES('communication','Communication');
INSERT INTO "theme" VALUES('performance','Measuring, learning and acting');
CREATE INDEX ix_correction_action_key ON correction (action_key);
CREATE INDEX ix_council_authority_key ON council (authority_key);
CREATE INDEX ix_document_authority_key_document_period_start ON document (authority_key, period_start);
CREATE INDEX ix_document_file_name ON document (file_name);
CREATE INDEX ix_document_run_id ON document (run_id);
CREATE INDEX ix_document_scheme_key ON document (scheme_key);
CREATE INDEX ix_document_source_uri ON document (source_uri);
CREATE INDEX ix_document_state ON document (state);
CREATE INDEX ix_document_superseded_by ON document (superseded_by);
CREATE UNIQUE INDEX uq_document_sha256_current ON document (sha256) WHERE superseded_by IS NULL;
CREATE INDEX ix_action_end_date ON action (end_date);
CREATE INDEX ix_action_key ON action ("key");
CREATE INDEX ix_action_priority_group_key ON action (priority_group_key);
CREATE INDEX ix_action_status_code ON action (status_code);
CREATE INDEX ix_action_theme_key ON action (theme_key);
CREATE INDEX ix_outcome_mapping_target_id ON outcome_mapping (target_id);
CREATE INDEX ix_source_table_role ON source_table (role);
CREATE INDEX ix_action_lineage_previous_action_id ON action_lineage (previous_action_id);
CREATE INDEX ix_action_outcome_outcome_id ON action_outcome (outcome_id);
CREATE INDEX ix_action_party_organisation_id ON action_party (organisation_id);
CREATE INDEX ix_cell_source_table_id ON cell (source_table_id);
CREATE INDEX ix_finding_action_id ON finding (action_id);
CREATE INDEX ix_finding_document_id ON finding (document_id);
CREATE INDEX ix_finding_severity_finding_code ON finding (severity, code);
CREATE INDEX ix_action_source_cell_id ON action_source (cell_id);
CREATE INDEX ix_action_reference_target_action_id ON action_reference (target_action_id);
CREATE INDEX ix_document_part_authority_key_document_part_period_start ON document_part (authority_key, period_start);
CREATE INDEX ix_document_part_scheme_key ON document_part (scheme_key);
CREATE INDEX ix_finding_key ON finding ("key");
CREATE INDEX ix_duplicate_document_id ON duplicate (document_id);
CREATE INDEX ix_duplicate_run_id ON duplicate (run_id);
CREATE VIEW "current_document" AS
-- Documents that no newer document supersedes, with their authority's name and a label for their period.
SELECT
    d.*,
    a.name AS authority,
    CASE
        WHEN d.period_start IS NULL OR d.period_end IS NULL THEN NULL
        WHEN substr(CAST(d.period_start AS TEXT), 1, 4) = substr(CAST(d.period_end AS TEXT), 1, 4)
            THEN substr(CAST(d.period_start AS TEXT), 1, 4)
        ELSE substr(CAST(d.period_start AS TEXT), 1, 4) || '-' || substr(CAST(d.period_end AS TEXT), 3, 2)
    END AS period
FROM document AS d
LEFT JOIN authority AS a ON a.key = d.authority_key
WHERE d.superseded_by IS NULL;
CREATE VIEW "current_plan" AS
-- One row a plan of the documents that no newer one supersedes: the document, or each part of one that holds several
-- plans, with its authority's name and a label for its period. part is empty where the document is one plan.
SELECT
    p.*,
    a.name AS authority,
    CASE
        WHEN p.period_start IS NULL OR p.period_end IS NULL THEN NULL
        WHEN substr(CAST(p.period_start AS TEXT), 1, 4) = substr(CAST(p.period_end AS TEXT), 1, 4)
            THEN substr(CAST(p.period_start AS TEXT), 1, 4)
        ELSE substr(CAST(p.period_start AS TEXT), 1, 4) || '-' || substr(CAST(p.period_end AS TEXT), 3, 2)
    END AS period
FROM (
    SELECT
        d.id AS document_id,
        x.seq AS part,
        d.file_name,
        d.kind,
        d.state,
        CASE WHEN x.seq IS NULL THEN d.title ELSE x.title END AS title,
        CASE WHEN x.seq IS NULL THEN d.authority_key ELSE x.authority_key END AS authority_key,
        CASE WHEN x.seq IS NULL THEN d.period_start ELSE x.period_start END AS period_start,
        CASE WHEN x.seq IS NULL THEN d.period_end ELSE x.period_end END AS period_end,
        CASE WHEN x.seq IS NULL THEN d.scheme_key ELSE x.scheme_key END AS scheme_key
    FROM document AS d
    LEFT JOIN document_part AS x ON x.document_id = d.id
    WHERE d.superseded_by IS NULL
) AS p
LEFT JOIN authority AS a ON a.key = p.authority_key;
CREATE VIEW "action_citation" AS
-- The plan, address and citation of each action, of superseded documents too. path is its key behind /action/ with
-- percent signs for what an address cannot hold; citation says authority, title, period, page and row in one line, and
-- leaves the authority and the period out where the title names them.
WITH plan AS MATERIALIZED (
    SELECT
        p.document_id,
        p.part,
        p.authority,
        p.title,
        p.period,
        replace(replace(replace(
            CASE
                WHEN p.authority IS NULL THEN 'Authority not stated, '
                WHEN instr(p.plain_title, replace(lower(p.authority), ' ', '')) > 0 THEN ''
                ELSE p.authority || ', '
            END
            || coalesce(p.title, CASE p.kind WHEN 'other' THEN 'document' ELSE replace(p.kind, '_', ' ') END) || ', '
            || CASE
                WHEN p.period IS NULL THEN 'undated, '
                WHEN instr(p.plain_title, p.period) > 0 OR instr(p.plain_title, p.years) > 0 THEN ''
                ELSE p.period || ', '
            END,
        char(10), ' '), char(13), ' '), char(9), ' ') AS heading
    FROM (
        SELECT
            d.document_id,
            d.part,
            d.kind,
            d.title,
            a.name AS authority,
            coalesce(replace(replace(replace(replace(lower(d.title), '&', 'and'), '/', '-'), '–', '-'), ' ', ''), '')
                AS plain_title,
            substr(d.period_start, 1, 4) || '-' || substr(d.period_end, 1, 4) AS years,
            CASE
                WHEN substr(d.period_start, 1, 4) = substr(d.period_end, 1, 4) THEN substr(d.period_start, 1, 4)
                ELSE substr(d.period_start, 1, 4) || '-' || substr(d.period_end, 3, 2)
            END AS period
        FROM (
            SELECT id AS document_id, 0 AS part, kind, title, authority_key, period_start, period_end FROM document
            UNION ALL
            SELECT y.document_id, y.seq, d.kind, y.title, y.authority_key, y.period_start, y.period_end
            FROM document_part AS y
            JOIN document AS d ON d.id = y.document_id
        ) AS d
        LEFT JOIN authority AS a ON a.key = d.authority_key
    ) AS p
)
SELECT
    c.id AS action_id,
    p.authority,
    p.title,
    p.period,
    CASE
        WHEN c.key NOT GLOB '*[^A-Za-z0-9._~/-]*' AND instr(c.key, '/.') = 0 THEN '/action/' || c.key
        ELSE (
            WITH RECURSIVE encoded (length, text) AS (
                SELECT 0, '/action/'
                UNION ALL
                SELECT
                    length + 1,
                    text || CASE
                        -- Behind a slash a dot could be taken for a step up, so that slash is not one of the address.
                        WHEN substr(CAST(c.key AS BLOB), length + 1, 2) = CAST('/.' AS BLOB) THEN '%2F'
                        WHEN CAST(substr(CAST(c.key AS BLOB), length + 1, 1) AS TEXT) GLOB '[A-Za-z0-9._~/-]'
                            THEN CAST(substr(CAST(c.key AS BLOB), length + 1, 1) AS TEXT)
                        ELSE '%' || hex(substr(CAST(c.key AS BLOB), length + 1, 1))
                    END
                FROM encoded
                WHERE length < length(CAST(c.key AS BLOB))
            )
            SELECT text FROM encoded ORDER BY length DESC LIMIT 1
        )
    END AS path,
    coalesce(p.heading, '')
    || CASE
        WHEN c.page_last > c.page_first THEN 'pp. ' || c.page_first || '-' || c.page_last
        ELSE 'p. ' || c.page_first
    END
    || CASE
        WHEN c.ref IS NULL THEN ', action ' || c.seq
        ELSE ', row ' || replace(replace(replace(c.ref, char(10), ' '), char(13), ' '), char(9), ' ')
    END AS citation
FROM action AS c
LEFT JOIN plan AS p ON p.document_id = c.document_id AND p.part = coalesce(c.part, 0);
CREATE VIEW "action_flat" AS
-- One row an action, with authority, period, status, themes, outcomes and organisations spelled out: for people who
-- want one table. It names no persons; the printed columns hold what the page says.
SELECT
    x.id AS action_id,
    x.key AS action_key,
    d.document_id,
    d.file_name,
    d.kind AS document_kind,
    d.state AS document_state,
    d.authority_key,
    d.authority,
    d.period,
    d.period_start,
    d.period_end,
    d.scheme_key,
    x.seq,
    x.ref,
    x.theme,
    x.objective,
    x.place,
    x.action_text,
    x.detail,
    x.responsible,
    x.timescale,
    x.status,
    x.progress,
    x.target,
    x.resources,
    x.monitoring,
    x.outcome_refs,
    x.carried_forward,
    x.status_code,
    replace(x.status_code, '_', ' ') AS status_meaning,
    x.status_basis,
    x.start_date,
    x.end_date,
    x.date_precision,
    x.ongoing,
    x.revised_from,
    x.amount_gbp,
    x.funding_basis,
    x.theme_key,
    t.label AS theme_label,
    x.priority_group_key,
    g.label AS priority_group,
    (
        SELECT group_concat(o.outcome_id, ' ')
        FROM (
            SELECT outcome_id FROM action_outcome
            WHERE action_id = x.id AND outcome_id IS NOT NULL
            ORDER BY seq
        ) AS o
    ) AS outcomes,
    (
        SELECT group_concat(p.name, '; ')
        FROM (
            SELECT n.name FROM action_party AS y
            JOIN organisation AS n ON n.id = y.organisation_id
            WHERE y.action_id = x.id
                AND NOT EXISTS (
                    SELECT 1 FROM action_party AS z
                    WHERE z.action_id = x.id AND z.seq < y.seq AND z.organisation_id = y.organisation_id
                )
            ORDER BY y.seq
        ) AS p
    ) AS organisations,
    x.page_first,
    x.page_last,
    x.confidence,
    c.path,
    c.citation
FROM action AS x
JOIN action_citation AS c ON c.action_id = x.id
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
LEFT JOIN theme AS t ON t.key = x.theme_key
LEFT JOIN priority_group AS g ON g.key = x.priority_group_key;
CREATE VIEW "common_outcome" AS
-- What each outcome of any scheme is in the common scheme NSMO23: itself, or the outcomes it is mapped to exactly, in
-- part or broadly, never by 'related'. What a plan's scheme has no row for here, the plan cannot say.
SELECT o.id AS source_id, o.scheme_key AS source_scheme_key, o.id AS outcome_id, 'exact' AS "match"
FROM outcome AS o
WHERE o.scheme_key = 'NSMO23'
UNION ALL
SELECT s.id, s.scheme_key, o.id, m."match"
FROM outcome_mapping AS m
JOIN outcome AS s ON s.id = m.source_id
JOIN outcome AS o ON o.id = m.target_id AND o.scheme_key = 'NSMO23'
WHERE m."match" IN ('exact', 'part', 'broad');
CREATE VIEW "action_common_outcome" AS
-- Each action's outcomes in the common scheme NSMO23: its own codes, and those of other schemes mapped exactly,
-- in part or broadly, never by 'related'. Once an outcome, by its best basis and then its closest match.
SELECT action_id, outcome_id, basis, "match"
FROM (
    SELECT
        ao.action_id,
        r.outcome_id,
        -- With min() SQLite takes the other columns from the row that has it.
        ao.basis,
        r."match",
        min(
            CASE ao.basis WHEN 'stated' THEN 10 WHEN 'inherited' THEN 20 ELSE 30 END
            + CASE r."match" WHEN 'exact' THEN 1 WHEN 'part' THEN 2 ELSE 3 END
        ) AS remoteness
    FROM action_outcome AS ao
    JOIN common_outcome AS r ON r.source_id = ao.outcome_id
    JOIN action AS x ON x.id = ao.action_id
    WHERE x.document_id IN (SELECT id FROM document WHERE superseded_by IS NULL)
    GROUP BY ao.action_id, r.outcome_id
) AS found;
CREATE VIEW "outcome_coverage" AS
-- Authority by period by NSMO23 outcome, with a row for outcomes that no action serves. An action that serves
-- several outcomes counts, with its money, under each. reachable is 0 where the plan's own scheme has nothing
-- that maps to the outcome, so that no action there says nothing; empty where the scheme is not known.
SELECT
    p.authority_key,
    p.authority,
    p.period,
    c.id AS outcome_id,
    c.code,
    c.label,
    max(
        CASE
            WHEN p.scheme_key IS NULL THEN NULL
            WHEN p.scheme_key = c.scheme_key THEN 1
            WHEN EXISTS (
                SELECT 1
                FROM outcome_mapping AS m
                JOIN outcome AS s ON s.id = m.source_id
                WHERE m.target_id = c.id
                    AND s.scheme_key = p.scheme_key
                    AND m."match" IN ('exact', 'part', 'broad')
            ) THEN 1
            ELSE 0
        END
    ) AS reachable,
    coalesce(sum(x.actions), 0) AS actions,
    coalesce(sum(x.complete), 0) AS complete,
    sum(x.amount_gbp) AS amount_gbp
FROM current_plan AS p
JOIN (SELECT DISTINCT document_id, coalesce(part, 0) AS part FROM action) AS held
    ON held.document_id = p.document_id AND held.part = coalesce(p.part, 0)
CROSS JOIN outcome AS c
LEFT JOIN (
    SELECT
        a.document_id,
        coalesce(a.part, 0) AS part,
        co.outcome_id,
        count(*) AS actions,
        sum(a.status_code = 'complete') AS complete,
        sum(a.amount_gbp) AS amount_gbp
    FROM action_common_outcome AS co
    JOIN action AS a ON a.id = co.action_id
    GROUP BY a.document_id, coalesce(a.part, 0), co.outcome_id
) AS x ON x.document_id = p.document_id AND x.part = coalesce(p.part, 0) AND x.outcome_id = c.id
WHERE c.scheme_key = 'NSMO23'
GROUP BY p.authority_key, p.authority, p.period, c.id, c.code, c.label;
CREATE VIEW "status_summary" AS
-- Authority by period by status: how many actions. An action without a coded status counts as unknown.
SELECT
    d.authority_key,
    d.authority,
    d.period,
    coalesce(x.status_code, 'unknown') AS status_code,
    replace(coalesce(x.status_code, 'unknown'), '_', ' ') AS status_meaning,
    count(*) AS actions
FROM action AS x
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
GROUP BY d.authority_key, d.authority, d.period, coalesce(x.status_code, 'unknown');
CREATE VIEW "party_load" AS
-- Organisation by authority by period: in how many actions it is named, and how many of them it leads.
SELECT
    o.id AS organisation_id,
    o.name AS organisation,
    d.authority_key,
    d.authority,
    d.period,
    count(DISTINCT x.id) AS actions,
    count(DISTINCT CASE WHEN p.role = 'lead' THEN x.id END) AS led
FROM action_party AS p
JOIN organisation AS o ON o.id = p.organisation_id
JOIN action AS x ON x.id = p.action_id
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
GROUP BY o.id, o.name, d.authority_key, d.authority, d.period;
CREATE VIEW "action_slippage" AS
-- When each action was first due and when it is now. dated is due (it has a due day), ongoing (no end), started (only
-- a first day) or undated. planned_end is the due day first printed, revised_end the one that holds; was_revised
-- is 1 where the plan itself shows that the day was moved, and days_slipped how far. previous_end is the due day of
-- the same action in the plan before, days_since_previous from that to revised_end, and moved says it in words: later,
-- earlier, same. Days that lie before are negative.
SELECT
    x.id AS action_id,
    CASE
        WHEN x.end_date IS NOT NULL THEN 'due'
        WHEN x.ongoing = 1 THEN 'ongoing'
        WHEN x.start_date IS NOT NULL THEN 'started'
        ELSE 'undated'
    END AS dated,
    x.revised_from IS NOT NULL AS was_revised,
    coalesce(x.revised_from, x.end_date) AS planned_end,
    x.end_date AS revised_end,
    x.date_precision,
    CAST(julianday(x.end_date) - julianday(x.revised_from) AS INTEGER) AS days_slipped,
    y.id AS previous_action_id,
    y.end_date AS previous_end,
    CAST(julianday(x.end_date) - julianday(y.end_date) AS INTEGER) AS days_since_previous,
    CASE
        WHEN x.end_date > y.end_date THEN 'later'
        WHEN x.end_date < y.end_date THEN 'earlier'
        WHEN x.end_date = y.end_date THEN 'same'
    END AS moved
FROM action AS x
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
LEFT JOIN action_lineage AS l ON l.action_id = x.id
LEFT JOIN action AS y ON y.id = l.previous_action_id;
CREATE VIEW "action_carried" AS
-- What went before each action and what came after, by action_lineage. origin: it goes on from the authority's plan
-- before, by its reference (ref) or its words (text); it is new there; or no_plan_before is held to compare with.
-- fate: it was carried into the next plan, was dropped, or there is no_plan_after. Plans are compared place by place,
-- and only action plans of a known authority and period; a council is the same with the word Council or without. previous_status is that of previous_action_id.
WITH
held AS (
    SELECT
        x.document_id,
        coalesce(x.part, 0) AS part,
        coalesce(iif(x.place LIKE '% Council', substr(x.place, 1, length(x.place) - 8), x.place), '') AS place,
        p.authority_key,
        p.period_start
    FROM (SELECT DISTINCT document_id, part, place FROM action) AS x
    JOIN current_plan AS p ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0)
    WHERE p.kind = 'action_plan' AND p.authority_key IS NOT NULL AND p.period_start IS NOT NULL
),
neighbour AS (
    SELECT
        authority_key,
        period_start,
        lag(period_start) OVER (PARTITION BY authority_key ORDER BY period_start) AS before,
        lead(period_start) OVER (PARTITION BY authority_key ORDER BY period_start) AS after
    FROM (SELECT DISTINCT authority_key, period_start FROM held)
),
comparable AS (
    SELECT
        h.document_id,
        h.part,
        h.place,
        EXISTS (
            SELECT 1 FROM held AS b
            WHERE b.authority_key = h.authority_key AND b.period_start = n.before AND b.place = h.place
        ) AS with_before,
        EXISTS (
            SELECT 1 FROM held AS b
            WHERE b.authority_key = h.authority_key AND b.period_start = n.after AND b.place = h.place
        ) AS with_after
    FROM held AS h
    JOIN neighbour AS n ON n.authority_key = h.authority_key AND n.period_start = h.period_start
)
SELECT
    x.id AS action_id,
    CASE
        WHEN l.basis IS NOT NULL THEN l.basis
        WHEN k.with_before = 1 THEN 'new'
        ELSE 'no_plan_before'
    END AS origin,
    l.previous_action_id,
    CASE WHEN l.basis IS NOT NULL THEN coalesce(y.status_code, 'unknown') END AS previous_status,
    CASE
        WHEN EXISTS (SELECT 1 FROM action_lineage AS n WHERE n.previous_action_id = x.id) THEN 'carried'
        WHEN k.with_after = 1 THEN 'dropped'
        ELSE 'no_plan_after'
    END AS fate
FROM action AS x
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
LEFT JOIN action_lineage AS l ON l.action_id = x.id
LEFT JOIN action AS y ON y.id = l.previous_action_id
LEFT JOIN comparable AS k
    ON k.document_id = x.document_id
    AND k.part = coalesce(x.part, 0)
    AND k.place = coalesce(iif(x.place LIKE '% Council', substr(x.place, 1, length(x.place) - 8), x.place), '');
CREATE VIEW "action_descent" AS
-- For each action that stood in more than one plan of its authority, by action_lineage: the action it was in the first
-- of them, and plans, which counts from 1 there.
WITH RECURSIVE chain AS (
    SELECT DISTINCT l.previous_action_id AS first_action_id, l.previous_action_id AS action_id, 1 AS plans
    FROM action_lineage AS l
    WHERE NOT EXISTS (SELECT 1 FROM action_lineage AS e WHERE e.action_id = l.previous_action_id)
    UNION ALL
    SELECT c.first_action_id, l.action_id, c.plans + 1
    FROM chain AS c
    JOIN action_lineage AS l ON l.previous_action_id = c.action_id
)
SELECT c.action_id, c.first_action_id, c.plans
FROM chain AS c
JOIN action AS x ON x.id = c.action_id
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL;
CREATE VIEW "action_history" AS
-- Every measure that stood in more than one plan of its authority, plan after plan: one row an action, plans counting
-- from 1 in the first plan that is held. What became of it a year later is the next row.
SELECT
    c.first_action_id,
    c.plans,
    x.id AS action_id,
    x.key AS action_key,
    p.authority_key,
    p.authority,
    p.period,
    x.place,
    x.ref,
    coalesce(x.status_code, 'unknown') AS status_code,
    x.end_date,
    x.carried_forward
FROM action_descent AS c
JOIN action AS x ON x.id = c.action_id
JOIN current_plan AS p ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0);
CREATE VIEW "action_money" AS
-- Which sums of money count. money is own (the action prints a sum), repeated (the sum is another action's: printed
-- once in a cell that spans both, or pointed to, as in 'As above') or none. counted_gbp is the sum of those that are
-- own: adding it up counts every printed sum once, under the first action that has it.
SELECT
    m.action_id,
    m.money,
    CASE WHEN m.money = 'own' THEN m.amount_gbp END AS counted_gbp,
    m.amount_gbp,
    m.funding_basis
FROM (
    SELECT
        x.id AS action_id,
        x.amount_gbp,
        x.funding_basis,
        CASE
            WHEN x.amount_gbp IS NULL THEN 'none'
            WHEN EXISTS (
                SELECT 1
                FROM action_source AS s
                JOIN action_source AS o
                    ON o.cell_id = s.cell_id AND o.field = 'resources' AND o.action_id < s.action_id
                JOIN action AS y ON y.id = o.action_id AND y.amount_gbp = x.amount_gbp
                WHERE s.action_id = x.id AND s.field = 'resources'
            ) THEN 'repeated'
            WHEN EXISTS (
                SELECT 1
                FROM action_reference AS r
                JOIN action AS y ON y.id = r.target_action_id AND y.amount_gbp = x.amount_gbp
                WHERE r.action_id = x.id AND r.field = 'resources' AND r.resolution = 'copy'
            ) THEN 'repeated'
            ELSE 'own'
        END AS money
    FROM action AS x
    JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
) AS m;
CREATE VIEW "action_funder" AS
-- Whose money it is: for each action with a sum of its own (action_money), what each funder gives; their sum is the
-- action's counted_gbp. A stated total is not added to its parts; what the parts leave of it, and sums for which no
-- funder is named, have an empty funder.
SELECT f.action_id, f.funder, sum(f.amount_gbp) AS amount_gbp
FROM (
    SELECT p.action_id, p.funder, p.amount_gbp
    FROM action_funding AS p
    JOIN action_money AS m ON m.action_id = p.action_id AND m.money = 'own'
    WHERE p.amount_gbp IS NOT NULL AND p.is_total = 0
    UNION ALL
    SELECT
        m.action_id,
        CASE WHEN t.parts IS NULL THEN t.funder END AS funder,
        m.counted_gbp - coalesce(t.parts, 0) AS amount_gbp
    FROM action_money AS m
    LEFT JOIN (
        SELECT
            action_id,
            sum(CASE WHEN is_total = 0 THEN amount_gbp END) AS parts,
            max(CASE WHEN is_total = 1 THEN funder END) AS funder
        FROM action_funding
        GROUP BY action_id
    ) AS t ON t.action_id = m.action_id
    WHERE m.money = 'own' AND round(m.counted_gbp - coalesce(t.parts, 0), 2) <> 0
) AS f
GROUP BY f.action_id, f.funder;
CREATE VIRTUAL TABLE action_search USING fts5(ref, theme, objective, action_text, detail, responsible, progress, target, content='action', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER action_search_insert AFTER INSERT ON action BEGIN INSERT INTO action_search(rowid, ref, theme, objective, action_text, detail, responsible, progress, target) VALUES (new.id, new.ref, new.theme, new.objective, new.action_text, new.detail, new.responsible, new.progress, new.target); END;
CREATE TRIGGER action_search_delete AFTER DELETE ON action BEGIN INSERT INTO action_search(action_search, rowid, ref, theme, objective, action_text, detail, responsible, progress, target) VALUES ('delete', old.id, old.ref, old.theme, old.objective, old.action_text, old.detail, old.responsible, old.progress, old.target); END;
CREATE TRIGGER action_search_update AFTER UPDATE ON action BEGIN INSERT INTO action_search(action_search, rowid, ref, theme, objective, action_text, detail, responsible, progress, target) VALUES ('delete', old.id, old.ref, old.theme, old.objective, old.action_text, old.detail, old.responsible, old.progress, old.target); INSERT INTO action_search(rowid, ref, theme, objective, action_text, detail, responsible, progress, target) VALUES (new.id, new.ref, new.theme, new.objective, new.action_text, new.detail, new.responsible, new.progress, new.target); END;
INSERT INTO action_search(action_search) VALUES ('rebuild');
COMMIT;
