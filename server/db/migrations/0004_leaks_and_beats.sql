CREATE TABLE `leak_findings` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`invariant` text NOT NULL,
	`kind` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`run_id` text,
	`since` integer NOT NULL,
	`money` real,
	`words` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leak_findings_open` ON `leak_findings` (`key`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `leak_findings_closed` ON `leak_findings` (`closed_at`);--> statement-breakpoint
CREATE TABLE `worker_beats` (
	`id` text PRIMARY KEY NOT NULL,
	`pid` integer NOT NULL,
	`started_at` integer NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`tasks` text NOT NULL,
	`engines` text NOT NULL,
	`node_types` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `worker_beats_at` ON `worker_beats` (`at`);