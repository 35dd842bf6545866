import { AccountMenu } from './account-menu.js';
import { AsOfPicker } from './as-of-picker.js';
import { CommandMenu } from './command-menu.js';
import { ZoneMenu } from './zone-menu.js';

/** The menus of the shell: search, time zone, account. */
const TopMenus = () => (
  <>
    <AsOfPicker />
    <CommandMenu />
    <ZoneMenu />
    <AccountMenu />
  </>
);

export default TopMenus;
