CREATE TABLE "hubspot_token" (
	"workspace_id" uuid NOT NULL,
	"token" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "hubspot_token_workspace_id_pk" PRIMARY KEY("workspace_id")
);
