CREATE TABLE "audit_head" (
	"scope" text PRIMARY KEY NOT NULL,
	"ordinal" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_due" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"place" integer NOT NULL,
	"body" json NOT NULL,
	CONSTRAINT "audit_due_workspace_id_seq_place_pk" PRIMARY KEY("workspace_id","seq","place")
);
--> statement-breakpoint
DROP INDEX "record_definition";--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "ordinal" bigint;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "salt" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "payload_hash" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "audit_log_chain" ON "audit_log" USING btree ("workspace_id","ordinal");--> statement-breakpoint
CREATE INDEX "record_definition" ON "record" USING btree ("workspace_id") WHERE kind in ('pipeline', 'stage', 'customField', 'team', 'settings', 'rate');--> statement-breakpoint
CREATE OR REPLACE FUNCTION "audit_log_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Erasing: who, from where, the detail and the salt go, and nothing else.
    IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.user_id IS NULL AND NEW.remote_address IS NULL AND NEW.detail = '{}'::jsonb AND NEW.salt IS NULL
      AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.event = OLD.event AND NEW.workspace_id IS NOT DISTINCT FROM OLD.workspace_id
      AND NEW.ordinal = OLD.ordinal AND NEW.payload_hash = OLD.payload_hash AND NEW.hash = OLD.hash THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of the audit log are only ever added';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "audit_log_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_log_kept" BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION "audit_log_guard"();
