CREATE TABLE "erasure" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"person" text collate "C" NOT NULL,
	"asked_by" text collate "C" NOT NULL,
	"asked_at" bigint NOT NULL,
	"done_at" bigint,
	"records" json NOT NULL,
	"counts" json NOT NULL,
	"hash" text,
	CONSTRAINT "erasure_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "feature_use" (
	"workspace_id" uuid NOT NULL,
	"day" text collate "C" NOT NULL,
	"feature" text collate "C" NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "feature_use_workspace_id_day_feature_pk" PRIMARY KEY("workspace_id","day","feature")
);
--> statement-breakpoint
CREATE TABLE "retention_round" (
	"workspace_id" uuid NOT NULL,
	"day" text collate "C" NOT NULL,
	"claimed_at" bigint NOT NULL,
	"done_at" bigint,
	"counts" json NOT NULL,
	CONSTRAINT "retention_round_workspace_id_day_pk" PRIMARY KEY("workspace_id","day")
);
--> statement-breakpoint
CREATE TABLE "use_consent" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "use_consent_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "measure_use" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "use_consent" ADD CONSTRAINT "use_consent_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_waiting" ON "erasure" USING btree ("workspace_id") WHERE done_at is null;