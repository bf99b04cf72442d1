CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`rep_id` text,
	`team_id` text,
	`sealed_url` text NOT NULL,
	`counts` text NOT NULL,
	`etag` text,
	`entries` integer DEFAULT 0 NOT NULL,
	`unmatched` integer DEFAULT 0 NOT NULL,
	`read_at` integer,
	`next_at` integer NOT NULL,
	`stale_since` integer,
	`problem` text,
	`is_trusted` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calendar_feeds_next` ON `calendar_feeds` (`next_at`);