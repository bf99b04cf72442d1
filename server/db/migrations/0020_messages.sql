ALTER TABLE `effects` ADD `contact_id` text;--> statement-breakpoint
ALTER TABLE `effects` ADD `flow_id` text;--> statement-breakpoint
CREATE INDEX `effects_messages` ON `effects` (`created_at`,`key`,`channel`,`flow_id`,`contact_id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `effects_messages_state` ON `effects` (`state`,`created_at`,`key`,`channel`,`flow_id`,`contact_id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `effects_messages_contact` ON `effects` (`contact_id`,`created_at`,`key`) WHERE contact_id is not null;
--> statement-breakpoint
UPDATE `effects` SET `contact_id` = `recipient`, `flow_id` = (SELECT `flow_id` FROM `runs` WHERE `runs`.`id` = `effects`.`run_id`) WHERE `recipient` IN (SELECT `id` FROM `contacts`);
