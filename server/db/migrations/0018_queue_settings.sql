ALTER TABLE `queues` ADD `offer_for_ms` integer DEFAULT 900000 NOT NULL;--> statement-breakpoint
ALTER TABLE `queues` ADD `least_left_ms` integer DEFAULT 120000 NOT NULL;--> statement-breakpoint
CREATE INDEX `work_items_queue` ON `work_items` (`queue_id`,`created_at`) WHERE state = 'open' and kind = 'claim';