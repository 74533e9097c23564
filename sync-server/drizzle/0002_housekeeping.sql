CREATE TABLE "feed_mark" (
	"workspace_id" uuid NOT NULL,
	"at" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"announced_at" bigint,
	CONSTRAINT "feed_mark_workspace_id_at_pk" PRIMARY KEY("workspace_id","at")
);
--> statement-breakpoint
CREATE INDEX "feed_removed" ON "feed" USING btree ("workspace_id","seq") WHERE removed;--> statement-breakpoint
CREATE INDEX "verdict_at" ON "verdict" USING brin ("at");