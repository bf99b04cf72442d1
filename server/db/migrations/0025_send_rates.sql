CREATE TABLE `send_lanes` (
	`channel` text PRIMARY KEY NOT NULL,
	`next_at` real NOT NULL,
	`clear_at` real NOT NULL,
	`look_at` integer
);
--> statement-breakpoint
CREATE TABLE `send_turns` (
	`effect_key` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`rank` integer NOT NULL,
	`since` integer NOT NULL,
	`let_forward_at` integer
);
--> statement-breakpoint
CREATE INDEX `send_turns_next` ON `send_turns` (`channel`,`let_forward_at`,`rank`,`since`);