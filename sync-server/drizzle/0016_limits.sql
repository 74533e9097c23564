CREATE UNLOGGED TABLE "request_count" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "shape" text collate "C" DEFAULT 'json' NOT NULL;