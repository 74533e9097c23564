ALTER TABLE "feed" ADD COLUMN "facts_seq" bigint;--> statement-breakpoint
CREATE INDEX "feed_facts" ON "feed" USING btree ("workspace_id","bucket","facts_seq") WHERE facts_seq is not null;