ALTER TABLE `assignments` ADD `queue_item_id` text;--> statement-breakpoint
ALTER TABLE `queues` ADD `team_id` text REFERENCES teams(id);