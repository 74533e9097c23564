CREATE TABLE "campaign_message" (
	"workspace_id" uuid NOT NULL,
	"campaign_id" text collate "C" NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"sealed" text,
	"address_hash" text collate "C",
	"token_hash" text collate "C",
	"track_hash" text collate "C",
	"zone" text,
	"next_at" bigint NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"handed_at" bigint,
	"handed_by" text collate "C",
	"vendor_message_id" text collate "C",
	"sent_at" bigint,
	"delivered_at" bigint,
	"opened_at" bigint,
	"clicked_at" bigint,
	"bounced_at" bigint,
	"unsubscribed_at" bigint,
	"complained_at" bigint,
	"why" text,
	"updated_at" bigint NOT NULL,
	"told" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_message_workspace_id_campaign_id_contact_id_pk" PRIMARY KEY("workspace_id","campaign_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_receipt" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"campaign_id" text collate "C" NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"event" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"why" text,
	CONSTRAINT "campaign_receipt_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_run" (
	"workspace_id" uuid NOT NULL,
	"campaign_id" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"message" text NOT NULL,
	"rule" json,
	"settings" json NOT NULL,
	"started_by" text collate "C" NOT NULL,
	"started_at" bigint NOT NULL,
	"gather_at" bigint,
	"gathered_at" bigint,
	"ended_at" bigint,
	"wake_at" bigint NOT NULL,
	"tokens" double precision DEFAULT 0 NOT NULL,
	"tokens_at" bigint DEFAULT 0 NOT NULL,
	"changes" bigint DEFAULT 1 NOT NULL,
	"told" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_run_workspace_id_campaign_id_pk" PRIMARY KEY("workspace_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"workspace_id" uuid NOT NULL,
	"address_hash" text collate "C" NOT NULL,
	"address" text,
	"why" text collate "C" NOT NULL,
	"note" text,
	"at" bigint NOT NULL,
	"by" text collate "C",
	"automatic" boolean DEFAULT false NOT NULL,
	CONSTRAINT "suppression_workspace_id_address_hash_pk" PRIMARY KEY("workspace_id","address_hash")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_message_address" ON "campaign_message" USING btree ("workspace_id","campaign_id","address_hash");--> statement-breakpoint
CREATE INDEX "campaign_message_due" ON "campaign_message" USING btree ("workspace_id","campaign_id","next_at") WHERE status = 'QUEUED';--> statement-breakpoint
CREATE INDEX "campaign_message_handing" ON "campaign_message" USING btree ("workspace_id","campaign_id") WHERE status = 'HANDING';--> statement-breakpoint
CREATE INDEX "campaign_message_contact" ON "campaign_message" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "campaign_message_vendor" ON "campaign_message" USING btree ("vendor_message_id") WHERE vendor_message_id is not null;--> statement-breakpoint
CREATE INDEX "campaign_message_token" ON "campaign_message" USING btree ("token_hash") WHERE token_hash is not null;--> statement-breakpoint
CREATE INDEX "campaign_message_track" ON "campaign_message" USING btree ("track_hash") WHERE track_hash is not null;--> statement-breakpoint
CREATE INDEX "campaign_message_untold" ON "campaign_message" USING btree ("workspace_id","campaign_id") WHERE told <> (case when status = 'SENT' then 1 else 0 end) + (case when opened_at is null then 0 else 2 end) + (case when clicked_at is null then 0 else 4 end) + (case when unsubscribed_at is null then 0 else 8 end);--> statement-breakpoint
CREATE INDEX "campaign_receipt_of" ON "campaign_receipt" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "campaign_receipt_at" ON "campaign_receipt" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "campaign_run_due" ON "campaign_run" USING btree ("wake_at") WHERE state in ('scheduled', 'sending');--> statement-breakpoint
CREATE INDEX "campaign_run_untold" ON "campaign_run" USING btree ("workspace_id") WHERE changes <> told;--> statement-breakpoint
CREATE INDEX "suppression_at" ON "suppression" USING btree ("workspace_id","at");