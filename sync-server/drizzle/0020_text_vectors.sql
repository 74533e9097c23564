CREATE TABLE "text_vector" (
	"workspace_id" uuid NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"model" text collate "C" NOT NULL,
	"hash" text NOT NULL,
	"vector" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "text_vector_workspace_id_record_id_model_pk" PRIMARY KEY("workspace_id","record_id","model")
);
