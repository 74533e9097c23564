CREATE TABLE "known_device" (
	"workspace_id" uuid NOT NULL,
	"device_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"name" text,
	"user_agent" text DEFAULT '' NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "known_device_workspace_id_device_id_pk" PRIMARY KEY("workspace_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "offline_lease_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_device_user" ON "known_device" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "known_device_session" ON "known_device" USING btree ("session_id");--> statement-breakpoint
INSERT INTO "known_device" ("workspace_id", "device_id", "user_id", "session_id", "first_seen_at", "last_seen_at")
	SELECT "device"."workspace_id", "device"."id", "user"."id", gen_random_uuid(), to_timestamp("last_contact" / 1000.0), to_timestamp("last_contact" / 1000.0)
	FROM "device" JOIN "user" ON "user"."id"::text = "device"."user_id" WHERE NOT "device"."revoked";
