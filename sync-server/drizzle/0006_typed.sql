CREATE TABLE "body" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"clients" json NOT NULL,
	CONSTRAINT "body_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "typed" (
	"workspace_id" uuid NOT NULL,
	"body_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"update" text NOT NULL,
	CONSTRAINT "typed_workspace_id_body_id_seq_pk" PRIMARY KEY("workspace_id","body_id","seq")
);
