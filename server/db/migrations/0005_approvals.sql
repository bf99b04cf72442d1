CREATE TABLE `approval_votes` (
	`approval_id` text NOT NULL,
	`rep_id` text NOT NULL,
	`work_item_id` text NOT NULL,
	`answer` text,
	`note` text,
	`answered_by` text,
	`answered_at` integer,
	PRIMARY KEY(`approval_id`, `rep_id`),
	FOREIGN KEY (`approval_id`) REFERENCES `approvals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_votes_workItemId_unique` ON `approval_votes` (`work_item_id`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`need` integer NOT NULL,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_step` ON `approvals` (`run_id`,`node_id`,`visit`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`run_id` text,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notes_subject` ON `notes` (`subject_type`,`subject_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `notes_run` ON `notes` (`run_id`);