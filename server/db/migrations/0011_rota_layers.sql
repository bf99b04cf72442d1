CREATE TABLE `rota_layers` (
	`id` text PRIMARY KEY NOT NULL,
	`rota_id` text NOT NULL,
	`position` integer NOT NULL,
	`people` text NOT NULL,
	`every` text NOT NULL,
	`changes_on` integer NOT NULL,
	`changes_at` text NOT NULL,
	`zone` text NOT NULL,
	`starts_at` integer NOT NULL,
	`hours` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`rota_id`) REFERENCES `rotas`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rota_layers_rota` ON `rota_layers` (`rota_id`);--> statement-breakpoint
CREATE TABLE `rota_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`rota_id` text NOT NULL,
	`rep_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`rota_id`) REFERENCES `rotas`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rota_overrides_rota` ON `rota_overrides` (`rota_id`,`ends_at`);
--> statement-breakpoint
INSERT INTO `rota_layers` (`id`, `rota_id`, `position`, `people`, `every`, `changes_on`, `changes_at`, `zone`, `starts_at`, `hours`, `created_at`) SELECT `id`, `rota_id`, row_number() OVER (PARTITION BY `rota_id` ORDER BY `layer`, `starts_at`, `id`) - 1, json_array(`rep_id`), 'week', 1, '09:00', 'UTC', `starts_at`, NULL, `starts_at` FROM `rota_shifts` WHERE `ends_at` IS NULL;
--> statement-breakpoint
INSERT INTO `rota_overrides` (`id`, `rota_id`, `rep_id`, `starts_at`, `ends_at`, `created_at`) SELECT `id`, `rota_id`, `rep_id`, `starts_at`, `ends_at`, `starts_at` FROM `rota_shifts` WHERE `ends_at` IS NOT NULL;
--> statement-breakpoint
DROP TABLE `rota_shifts`;
