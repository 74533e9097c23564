CREATE TABLE "segment_member" (
	"workspace_id" uuid NOT NULL,
	"segment_id" text collate "C" NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "segment_member_workspace_id_segment_id_contact_id_pk" PRIMARY KEY("workspace_id","segment_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "segment_watch" (
	"workspace_id" uuid NOT NULL,
	"segment_id" text collate "C" NOT NULL,
	"rule" text collate "C" NOT NULL,
	"begun" boolean NOT NULL,
	"seq" bigint NOT NULL,
	"looked_at" bigint NOT NULL,
	"took" bigint NOT NULL,
	CONSTRAINT "segment_watch_workspace_id_segment_id_pk" PRIMARY KEY("workspace_id","segment_id")
);
--> statement-breakpoint
CREATE INDEX "segment_member_contact" ON "segment_member" USING btree ("workspace_id","contact_id");