CREATE TABLE `message_template_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`number` integer NOT NULL,
	`purpose` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`tracks_clicks` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`restores` integer,
	FOREIGN KEY (`template_id`) REFERENCES `message_templates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_template_versions_number` ON `message_template_versions` (`template_id`,`number`);--> statement-breakpoint
CREATE TABLE `message_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`channel` text NOT NULL,
	`newest` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `message_templates_name` ON `message_templates` (`name`);--> statement-breakpoint
ALTER TABLE `mailbox` ADD `html` text;