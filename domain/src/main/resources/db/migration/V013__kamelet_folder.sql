-- What the folder of a node brought last: a node that starts does not bring it once more over what was uploaded since.
alter table kamelet add column folder_checksum text;
update kamelet set folder_checksum = checksum where origin = 'folder';
