ALTER TABLE `contacts` ADD `email_base` text;--> statement-breakpoint
CREATE INDEX `contacts_base` ON `contacts` (`email_base`);--> statement-breakpoint
UPDATE `contacts` SET `email_base` = CASE WHEN instr(`email_norm`, '+') BETWEEN 1 AND instr(`email_norm`, '@') THEN substr(`email_norm`, 1, instr(`email_norm`, '+') - 1) || substr(`email_norm`, instr(`email_norm`, '@')) ELSE `email_norm` END WHERE `email_norm` IS NOT NULL;
