CREATE TABLE "follow_cursor" (
	"workspace_id" uuid NOT NULL,
	"name" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "follow_cursor_workspace_id_name_pk" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"what" text collate "C" NOT NULL,
	"about" text collate "C",
	"by" text collate "C",
	"text" text,
	"at" bigint NOT NULL,
	"digest" boolean DEFAULT false NOT NULL,
	CONSTRAINT "notice_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_preference" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"settings" json NOT NULL,
	"digest_day" text,
	CONSTRAINT "notice_preference_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "push_subscription_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" json NOT NULL,
	"secret" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"failing_since" bigint,
	"stopped_why" text,
	"created_at" bigint NOT NULL,
	"created_by" text collate "C" NOT NULL,
	CONSTRAINT "webhook_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"webhook_id" text collate "C" NOT NULL,
	"event" text collate "C" NOT NULL,
	"record_id" text collate "C",
	"body" text NOT NULL,
	"at" bigint NOT NULL,
	"state" text collate "C" DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"status" integer,
	"latency_ms" integer,
	"excerpt" text,
	"tried_at" bigint,
	CONSTRAINT "webhook_delivery_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_at" ON "notice" USING brin ("at");--> statement-breakpoint
CREATE INDEX "notice_digest" ON "notice" USING btree ("workspace_id","user_id") WHERE digest;--> statement-breakpoint
CREATE INDEX "push_subscription_user" ON "push_subscription" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "push_subscription_session" ON "push_subscription" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_of" ON "webhook_delivery" USING btree ("workspace_id","webhook_id","at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_record" ON "webhook_delivery" USING btree ("workspace_id","record_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_waiting" ON "webhook_delivery" USING btree ("workspace_id") WHERE state = 'waiting';