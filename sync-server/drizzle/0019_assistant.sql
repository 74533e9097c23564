CREATE TABLE "assistant_answer" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"answer" text NOT NULL,
	"expires" bigint NOT NULL,
	CONSTRAINT "assistant_answer_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "assistant_call" (
	"workspace_id" uuid NOT NULL,
	"id" text collate "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"at" bigint NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"record_id" text collate "C",
	"model" text NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"why" text collate "C",
	"tokens_in" integer NOT NULL,
	"tokens_out" integer NOT NULL,
	"cost" bigint NOT NULL,
	"latency_ms" integer NOT NULL,
	"dropped" integer NOT NULL,
	"request" text,
	"answer" text,
	CONSTRAINT "assistant_call_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "assistant_day" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"day" text collate "C" NOT NULL,
	"asked" integer NOT NULL,
	CONSTRAINT "assistant_day_workspace_id_user_id_day_pk" PRIMARY KEY("workspace_id","user_id","day")
);
--> statement-breakpoint
CREATE TABLE "assistant_model" (
	"workspace_id" uuid NOT NULL,
	"preset" text collate "C" NOT NULL,
	"base_url" text NOT NULL,
	"model" text NOT NULL,
	"api_key" text,
	"temperature" real NOT NULL,
	"suggestion_tokens" integer NOT NULL,
	"analysis_tokens" integer NOT NULL,
	"masks" boolean NOT NULL,
	"per_day" integer,
	"price_in" bigint DEFAULT 0 NOT NULL,
	"price_out" bigint DEFAULT 0 NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "assistant_model_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE INDEX "assistant_answer_old" ON "assistant_answer" USING brin ("expires");--> statement-breakpoint
CREATE INDEX "assistant_call_at" ON "assistant_call" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "assistant_call_record" ON "assistant_call" USING btree ("workspace_id","record_id");--> statement-breakpoint
CREATE INDEX "assistant_call_user" ON "assistant_call" USING btree ("workspace_id","user_id","at");