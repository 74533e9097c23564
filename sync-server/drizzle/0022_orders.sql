CREATE TABLE "customer" (
	"workspace_id" uuid NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"survivor" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"opening_spend" numeric(24, 6),
	"opening_currency" text collate "C",
	"opening_day" text collate "C",
	"spend_rank" text collate "C" DEFAULT '' NOT NULL,
	"opening_visits" integer,
	"visits_rank" text collate "C" DEFAULT '' NOT NULL,
	"active_at" bigint,
	"dirty" boolean DEFAULT true NOT NULL,
	"others" json,
	CONSTRAINT "customer_workspace_id_contact_id_pk" PRIMARY KEY("workspace_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "customer_email" (
	"workspace_id" uuid NOT NULL,
	"email" text collate "C" NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "customer_email_workspace_id_email_contact_id_pk" PRIMARY KEY("workspace_id","email","contact_id")
);
--> statement-breakpoint
CREATE TABLE "customer_order" (
	"workspace_id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"contact_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"day" text collate "C" NOT NULL,
	"amount" numeric(24, 6) NOT NULL,
	"currency" text collate "C" NOT NULL,
	"items" json NOT NULL,
	"visit" boolean NOT NULL,
	"cancelled" boolean NOT NULL,
	"revision" bigint NOT NULL,
	"rank" text collate "C" NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "customer_order_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "ingest_failure" (
	"workspace_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"field" text NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "ingest_failure_workspace_id_receipt_id_row_pk" PRIMARY KEY("workspace_id","receipt_id","row")
);
--> statement-breakpoint
CREATE TABLE "ingest_receipt" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"of" text collate "C" NOT NULL,
	"edit" uuid,
	"received_at" bigint NOT NULL,
	"ready" boolean DEFAULT false NOT NULL,
	"unknown" text collate "C" DEFAULT 'create' NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"finished_at" bigint,
	"refusals" json,
	CONSTRAINT "ingest_receipt_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "ingest_row" (
	"workspace_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"body" json NOT NULL,
	CONSTRAINT "ingest_row_workspace_id_receipt_id_row_pk" PRIMARY KEY("workspace_id","receipt_id","row")
);
--> statement-breakpoint
CREATE INDEX "customer_survivor" ON "customer" USING btree ("workspace_id","survivor");--> statement-breakpoint
CREATE INDEX "customer_dirty" ON "customer" USING btree ("workspace_id","contact_id") WHERE dirty;--> statement-breakpoint
CREATE INDEX "customer_email_contact" ON "customer_email" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "customer_order_contact" ON "customer_order" USING btree ("workspace_id","contact_id","at","key");--> statement-breakpoint
CREATE INDEX "customer_order_at" ON "customer_order" USING btree ("workspace_id","at","key");--> statement-breakpoint
CREATE UNIQUE INDEX "ingest_receipt_edit" ON "ingest_receipt" USING btree ("workspace_id","edit");--> statement-breakpoint
CREATE INDEX "ingest_receipt_open" ON "ingest_receipt" USING btree ("workspace_id","received_at","id") WHERE finished_at is null;