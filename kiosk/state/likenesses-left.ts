/** Under this name of the tab's session storage, the portraits a visitor resembled are left. */
export const LIKENESSES_LEFT = 'pendant.likenesses'
