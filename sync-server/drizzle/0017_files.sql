CREATE TABLE "file" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"size" integer NOT NULL,
	"received" integer NOT NULL,
	"by" text collate "C" NOT NULL,
	"begun_at" bigint NOT NULL,
	"finished_at" bigint,
	CONSTRAINT "file_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "file_piece" (
	"workspace_id" uuid NOT NULL,
	"file_id" text collate "C" NOT NULL,
	"place" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "file_piece_workspace_id_file_id_place_pk" PRIMARY KEY("workspace_id","file_id","place")
);
--> statement-breakpoint
CREATE INDEX "file_begun" ON "file" USING brin ("begun_at");