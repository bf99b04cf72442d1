CREATE TABLE `import_refusals` (
	`import_id` text NOT NULL,
	`offset` integer NOT NULL,
	`length` integer NOT NULL,
	`line` integer NOT NULL,
	`last_line` integer NOT NULL,
	`column` text,
	`reason` text NOT NULL,
	PRIMARY KEY(`import_id`, `offset`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_by` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`lines` integer NOT NULL,
	`came_as` text NOT NULL,
	`encoding` text NOT NULL,
	`separator` text NOT NULL,
	`headers` text NOT NULL,
	`mapping` text,
	`decimal` text NOT NULL,
	`starts_flows` integer NOT NULL,
	`source_id` text,
	`state` text NOT NULL,
	`problem` text,
	`offset` integer NOT NULL,
	`line` integer NOT NULL,
	`row` integer NOT NULL,
	`created` integer NOT NULL,
	`duplicates` integer NOT NULL,
	`stuck` integer NOT NULL,
	`refused` integer NOT NULL,
	`active_ms` integer NOT NULL,
	`holder` text,
	`held_until` integer,
	`upload_key` text,
	`start_key` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_uploadKey_unique` ON `imports` (`upload_key`);--> statement-breakpoint
CREATE INDEX `imports_state` ON `imports` (`state`);