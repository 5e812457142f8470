// Package theme holds how Openloop looks: the colours by the job they do (Tokens), the scale of type,
// the grid, the icons, and the Fyne theme made of them (Look). It decides nothing else and keeps no
// state; what is in use is asked of the running app (Now).
package theme
