ALTER TABLE `flow_versions` ADD `reach` text;--> statement-breakpoint
ALTER TABLE `triggers` ADD `tick` text;