CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`event_id` text NOT NULL,
	`unless` text NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadlines_event` ON `deadlines` (`flow_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`due_at`);--> statement-breakpoint
CREATE INDEX `deadlines_subject` ON `deadlines` (`subject_type`,`subject_id`,`unless`);--> statement-breakpoint
CREATE TABLE `run_lists` (
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`items` text NOT NULL,
	PRIMARY KEY(`run_id`, `node_id`, `visit`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `wait_keys` (
	`key` text NOT NULL,
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`outlet` text,
	PRIMARY KEY(`key`, `run_id`, `node_id`, `visit`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `wait_keys_wait` ON `wait_keys` (`run_id`,`node_id`,`visit`);--> statement-breakpoint
INSERT INTO `wait_keys`("key", "run_id", "node_id", "visit") SELECT "key", "run_id", "node_id", "visit" FROM `waits` WHERE "key" IS NOT NULL AND "state" = 'open';--> statement-breakpoint
DROP INDEX `waits_key`;--> statement-breakpoint
ALTER TABLE `waits` ADD `event_id` text;--> statement-breakpoint
ALTER TABLE `waits` DROP COLUMN `key`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_triggers` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`version_id` text NOT NULL,
	`event_type` text,
	`spec` text NOT NULL,
	`next_at` integer,
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `flow_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_triggers`("id", "flow_id", "version_id", "event_type", "spec", "next_at") SELECT "flow_id" || ':' || "event_type", "flow_id", "version_id", "event_type", json_object('on', 'event', 'event', "event_type"), NULL FROM `triggers`;--> statement-breakpoint
DROP TABLE `triggers`;--> statement-breakpoint
ALTER TABLE `__new_triggers` RENAME TO `triggers`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `triggers_flow` ON `triggers` (`flow_id`);--> statement-breakpoint
CREATE INDEX `triggers_event` ON `triggers` (`event_type`);--> statement-breakpoint
CREATE INDEX `triggers_due` ON `triggers` (`next_at`);--> statement-breakpoint
CREATE TABLE `__new_run_inbox` (
	`run_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`node_id` text,
	`visit` integer,
	`outlet` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `seq`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_run_inbox`("run_id", "seq", "kind", "node_id", "visit", "outlet", "at") SELECT "run_id", "seq", "kind", "node_id", "visit", "outlet", "at" FROM `run_inbox`;--> statement-breakpoint
DROP TABLE `run_inbox`;--> statement-breakpoint
ALTER TABLE `__new_run_inbox` RENAME TO `run_inbox`;--> statement-breakpoint
ALTER TABLE `effects` ADD `response` text;--> statement-breakpoint
ALTER TABLE `events` ADD `cause_run_id` text;--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject_id`,`type`,`received_at`);--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`type`,`received_at`);--> statement-breakpoint
ALTER TABLE `run_steps` ADD `attempt` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `hold` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `runs` ADD `parent_run_id` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `depth` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `chain` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `runs_parent` ON `runs` (`parent_run_id`);--> statement-breakpoint
CREATE INDEX `runs_flow_subject` ON `runs` (`flow_id`,`subject_id`,`state`);