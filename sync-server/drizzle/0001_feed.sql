CREATE TABLE "bucket_sum" (
	"workspace_id" uuid NOT NULL,
	"bucket" text collate "C" NOT NULL,
	"rows" bigint NOT NULL,
	"sum" bigint NOT NULL,
	CONSTRAINT "bucket_sum_workspace_id_bucket_pk" PRIMARY KEY("workspace_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "device" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"user_id" text collate "C" NOT NULL,
	"rotation" integer NOT NULL,
	"applied" bigint NOT NULL,
	"last_contact" bigint NOT NULL,
	"last_edit" bigint NOT NULL,
	"revoked" boolean NOT NULL,
	CONSTRAINT "device_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "erased" (
	"workspace_id" uuid NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "erased_workspace_id_record_id_pk" PRIMARY KEY("workspace_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"workspace_id" uuid NOT NULL,
	"record_id" text collate "C" NOT NULL,
	"bucket" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"removed" boolean NOT NULL,
	CONSTRAINT "feed_workspace_id_record_id_bucket_pk" PRIMARY KEY("workspace_id","record_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "feed_boot" (
	"workspace_id" uuid NOT NULL,
	"boot" text collate "C" NOT NULL,
	"ordinal" integer NOT NULL,
	"first_seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "feed_boot_workspace_id_boot_pk" PRIMARY KEY("workspace_id","boot")
);
--> statement-breakpoint
CREATE TABLE "feed_head" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"members_seq" bigint DEFAULT 0 NOT NULL,
	"horizon" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"root" text collate "C",
	"seq" bigint NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "record_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "verdict" (
	"workspace_id" uuid NOT NULL,
	"group_id" text collate "C" NOT NULL,
	"device_id" text collate "C" NOT NULL,
	"counter" bigint NOT NULL,
	"refused" boolean NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"body" text,
	"creates" text,
	CONSTRAINT "verdict_workspace_id_group_id_pk" PRIMARY KEY("workspace_id","group_id")
);
--> statement-breakpoint
CREATE INDEX "device_user" ON "device" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "feed_bucket" ON "feed" USING btree ("workspace_id","bucket","seq");--> statement-breakpoint
CREATE INDEX "record_root" ON "record" USING btree ("workspace_id","root") WHERE root is not null;--> statement-breakpoint
CREATE INDEX "record_member" ON "record" USING btree ("workspace_id") WHERE kind = 'member';--> statement-breakpoint
CREATE INDEX "verdict_refused" ON "verdict" USING btree ("workspace_id","device_id","counter") WHERE refused;--> statement-breakpoint
CREATE INDEX "verdict_unconfirmed" ON "verdict" USING btree ("workspace_id","device_id","counter") WHERE body is not null and not refused;