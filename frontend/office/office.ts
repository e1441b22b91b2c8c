// Small enhancements of the office's pages. Every page works without them.
import "htmx.org";
import { tellUnsaved } from "./parts/answers";
import { copyTexts, printPages, selectAll } from "./parts/buttons";
import { openDialogs } from "./parts/dialogs";
import { dropFiles } from "./parts/files";
import { focusErrors } from "./parts/focus";
import { followKeys } from "./parts/keys";
import { keepTyping, sendToken } from "./parts/lists";
import { closeMenus, toggleMenu } from "./parts/menus";
import { pressShortcuts } from "./parts/shortcuts";
import { dismissToasts } from "./parts/toasts";

sendToken(document);
keepTyping(document);
closeMenus(document);
toggleMenu(document);
openDialogs(document);
dropFiles(document);
followKeys(document);
pressShortcuts(document);
dismissToasts(document);
printPages(document);
copyTexts(document);
selectAll(document);
focusErrors(document);
tellUnsaved(document);
