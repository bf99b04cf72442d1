CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`rep_id` text NOT NULL,
	`run_id` text,
	`level` text NOT NULL,
	`state` text NOT NULL,
	`score` real,
	`explanation` text,
	`offered_at` integer NOT NULL,
	`answered_at` integer,
	`late` integer DEFAULT false NOT NULL,
	`is_heard` integer DEFAULT false NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_live` ON `assignments` (`subject_type`,`subject_id`) WHERE state in ('offered', 'accepted');--> statement-breakpoint
CREATE INDEX `assignments_room` ON `assignments` (`rep_id`) WHERE state in ('offered', 'accepted');--> statement-breakpoint
CREATE INDEX `assignments_run` ON `assignments` (`run_id`,`offered_at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`before` text,
	`after` text,
	`reason` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit_log` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE TABLE `companies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_norm` text NOT NULL,
	`domain` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `companies_name_norm` ON `companies` (`name_norm`);--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`sealed_url` text NOT NULL,
	`sealed_secret` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`email_norm` text,
	`phone_norm` text,
	`company_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`email_norm`);--> statement-breakpoint
CREATE INDEX `contacts_phone` ON `contacts` (`phone_norm`);--> statement-breakpoint
CREATE TABLE `effects` (
	`key` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`item` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`intent_key` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`lease_until` integer,
	`not_before` integer,
	`request` text,
	`provider_id` text,
	`reason` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `effects_intent` ON `effects` (`intent_key`);--> statement-breakpoint
CREATE INDEX `effects_step` ON `effects` (`run_id`,`node_id`,`visit`);--> statement-breakpoint
CREATE INDEX `effects_state` ON `effects` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`external_id` text NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`subject_type` text,
	`subject_id` text,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_external` ON `events` (`source_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `events_state` ON `events` (`state`);--> statement-breakpoint
CREATE TABLE `flow_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`plan` text NOT NULL,
	`plan_hash` text NOT NULL,
	`note` text NOT NULL,
	`published_by` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flow_versions_number` ON `flow_versions` (`flow_id`,`number`);--> statement-breakpoint
CREATE TABLE `flows` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`failure_point` text NOT NULL,
	`draft` text NOT NULL,
	`rev` integer NOT NULL,
	`published_id` text,
	`published_rev` integer,
	`template` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `leads` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`source_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`name` text,
	`email` text,
	`phone` text,
	`company` text,
	`message` text,
	`territory` text,
	`industry` text,
	`amount` real,
	`score` real,
	`skills` text NOT NULL,
	`note` text,
	`more` text NOT NULL,
	`state` text NOT NULL,
	`owner_id` text,
	`received_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `leads_contact` ON `leads` (`contact_id`);--> statement-breakpoint
CREATE INDEX `leads_state` ON `leads` (`state`,`received_at`);--> statement-breakpoint
CREATE TABLE `mailbox` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mailbox_at` ON `mailbox` (`at`);--> statement-breakpoint
CREATE INDEX `mailbox_to` ON `mailbox` (`to`,`at`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`effect_key` text NOT NULL,
	`person_id` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`link` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_effect` ON `notices` (`effect_key`);--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`run_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_run` ON `outbox` (`run_id`,`kind`);--> statement-breakpoint
CREATE TABLE `queue_watchers` (
	`queue_id` text NOT NULL,
	`rep_id` text NOT NULL,
	FOREIGN KEY (`queue_id`) REFERENCES `queues`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `queue_watchers_pair` ON `queue_watchers` (`queue_id`,`rep_id`);--> statement-breakpoint
CREATE TABLE `queues` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `reps` (
	`id` text PRIMARY KEY NOT NULL,
	`hr_id` text,
	`user_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`team_id` text NOT NULL,
	`manager_id` text,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`territories` text NOT NULL,
	`skills` text NOT NULL,
	`zone` text NOT NULL,
	`capacity` integer NOT NULL,
	`performance` real NOT NULL,
	`presence` text NOT NULL,
	`away_until` integer,
	`last_assigned_at` integer,
	`webhook_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`manager_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`webhook_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reps_hrId_unique` ON `reps` (`hr_id`);--> statement-breakpoint
CREATE INDEX `reps_team` ON `reps` (`team_id`);--> statement-breakpoint
CREATE TABLE `rota_shifts` (
	`id` text PRIMARY KEY NOT NULL,
	`rota_id` text NOT NULL,
	`rep_id` text NOT NULL,
	`layer` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	FOREIGN KEY (`rota_id`) REFERENCES `rotas`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rep_id`) REFERENCES `reps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rota_shifts_rota` ON `rota_shifts` (`rota_id`);--> statement-breakpoint
CREATE TABLE `rotas` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`team_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_inbox` (
	`run_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`outlet` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `seq`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_steps` (
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`state` text NOT NULL,
	`outlet` text,
	`error` text,
	`reason` text,
	`output` text,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`run_id`, `node_id`, `visit`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`version_id` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`event_id` text,
	`generation` integer NOT NULL,
	`state` text NOT NULL,
	`end_reason` text,
	`failure` text,
	`snapshot` text,
	`snapshot_seq` integer NOT NULL,
	`inbox_seq` integer NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `flow_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_dedupe` ON `runs` (`flow_id`,`subject_type`,`subject_id`,`dedupe_key`);--> statement-breakpoint
CREATE INDEX `runs_state` ON `runs` (`state`,`started_at`);--> statement-breakpoint
CREATE INDEX `runs_subject` ON `runs` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE INDEX `runs_started` ON `runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`sealed_secret` text,
	`path_hash` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_pathHash_unique` ON `sources` (`path_hash`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`owner_id` text,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`open_key` text NOT NULL,
	`origin_run_id` text,
	`origin_node_id` text,
	`created_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_open_key` ON `tasks` (`open_key`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slack_id` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`slack_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `triggers` (
	`flow_id` text NOT NULL,
	`version_id` text NOT NULL,
	`event_type` text NOT NULL,
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `flow_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `triggers_flow` ON `triggers` (`flow_id`,`event_type`);--> statement-breakpoint
CREATE INDEX `triggers_event` ON `triggers` (`event_type`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `waits` (
	`run_id` text NOT NULL,
	`node_id` text NOT NULL,
	`visit` integer NOT NULL,
	`key` text,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`outlet` text,
	`closed_at` integer,
	`late` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`run_id`, `node_id`, `visit`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `waits_key` ON `waits` (`key`,`state`);--> statement-breakpoint
CREATE INDEX `waits_due` ON `waits` (`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `work_items` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`detail` text NOT NULL,
	`subject_type` text,
	`subject_id` text,
	`run_id` text,
	`effect_key` text,
	`event_id` text,
	`queue_id` text,
	`assignee_id` text,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`open_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`done_by` text,
	`outcome` text,
	FOREIGN KEY (`queue_id`) REFERENCES `queues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `work_items_open_key` ON `work_items` (`open_key`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `work_items_open` ON `work_items` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `work_items_run` ON `work_items` (`run_id`);--> statement-breakpoint
CREATE INDEX `work_items_subject` ON `work_items` (`subject_type`,`subject_id`);