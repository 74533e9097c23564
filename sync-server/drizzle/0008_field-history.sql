CREATE TABLE "field_history" (
	"workspace_id" uuid NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"field" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"origin" text collate "C" NOT NULL,
	"by" text collate "C" NOT NULL,
	"how" text collate "C" NOT NULL,
	"value" json,
	CONSTRAINT "field_history_workspace_id_record_id_field_at_origin_pk" PRIMARY KEY("workspace_id","record_id","field","at","origin")
);
