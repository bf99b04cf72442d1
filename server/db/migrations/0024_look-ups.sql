ALTER TABLE `effects` ADD `look_ups` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `effects` SET `not_before` = NULL WHERE `state` = 'unknown';
