CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`rep_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`note` text NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `absences_rep` ON `absences` (`rep_id`,`ends_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `absences_external` ON `absences` (`rep_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `held_roster_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`change` text NOT NULL,
	`leavers` integer NOT NULL,
	`active` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text
);
--> statement-breakpoint
CREATE TABLE `scim_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scim_tokens_hash_unique` ON `scim_tokens` (`hash`);--> statement-breakpoint
ALTER TABLE `assignments` ADD `ended_for` text;--> statement-breakpoint
ALTER TABLE `reps` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `reps` ADD `user_name` text;--> statement-breakpoint
ALTER TABLE `reps` ADD `profile` text;--> statement-breakpoint
ALTER TABLE `reps` ADD `backup_id` text REFERENCES reps(id);--> statement-breakpoint
ALTER TABLE `reps` ADD `capacity_at` integer;--> statement-breakpoint
ALTER TABLE `reps` ADD `doubted_at` integer;--> statement-breakpoint
ALTER TABLE `reps` ADD `joined_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `reps_userName_unique` ON `reps` (`user_name`);--> statement-breakpoint
ALTER TABLE `teams` ADD `hr_id` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `updated_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `teams_hrId_unique` ON `teams` (`hr_id`);