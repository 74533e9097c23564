ALTER TABLE "record" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "record" ADD COLUMN "open" text collate "C";--> statement-breakpoint
CREATE INDEX "record_open" ON "record" USING btree ("workspace_id","open") WHERE open is not null;--> statement-breakpoint
CREATE INDEX "record_name" ON "record" USING gin (to_tsvector('simple', name)) WHERE name is not null;--> statement-breakpoint
UPDATE "record" SET
	"name" = CASE WHEN kind IN ('lead', 'contact', 'company', 'deal') AND NOT gone AND merged = '' THEN
		nullif(trim(regexp_replace(regexp_replace(lower(normalize(title, NFKD)), '[\u0300-\u036f]', '', 'g'), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf]+', ' ', 'g')), '') END,
	"open" = CASE WHEN gone THEN NULL WHEN kind = 'task' AND done <> 'true' THEN 'task' WHEN kind = 'deal' AND merged = '' THEN nullif(stage, '') END
FROM (
	SELECT found.workspace_id AS of_workspace, found.id AS of_id,
		coalesce(max(part.value #>> '{}') FILTER (WHERE part.key IN ('name', 'title') AND (part.key = 'title') = (found.kind = 'deal')), '') AS title,
		coalesce(max(part.value #>> '{}') FILTER (WHERE part.key = 'stage'), '') AS stage,
		coalesce(max(part.value #>> '{}') FILTER (WHERE part.key = 'done'), '') AS done,
		coalesce(max(part.value #>> '{}') FILTER (WHERE part.key = 'mergedInto'), '') AS merged,
		coalesce(bool_or(part.value #>> '{}' IS NOT NULL) FILTER (WHERE part.key = 'deletedAt'), false) AS gone
	FROM "record" found, json_array_elements(found.state -> 'w') AS write, json_each(write -> 3) AS part
	WHERE found.kind IN ('lead', 'contact', 'company', 'deal', 'task') AND part.key IN ('name', 'title', 'stage', 'done', 'mergedInto', 'deletedAt')
	GROUP BY 1, 2
) AS known WHERE workspace_id = of_workspace AND id = of_id;
