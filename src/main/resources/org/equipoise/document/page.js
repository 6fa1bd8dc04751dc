(function(){
var d=document,root=d.documentElement,button=d.getElementById('scheme'),said=d.getElementById('said');
var dark=matchMedia('(prefers-color-scheme: dark)');
function isDark(){return root.dataset.scheme?root.dataset.scheme==='dark':dark.matches}
function show(){button.textContent=isDark()?button.dataset.light:button.dataset.dark}
button.addEventListener('click',function(){root.dataset.scheme=isDark()?'light':'dark';show()});
dark.addEventListener('change',show);
show();
button.hidden=false;
d.addEventListener('click',function(e){
var a=e.target.closest&&e.target.closest('.anchor');
if(!a||!navigator.clipboard)return;
navigator.clipboard.writeText(a.href).then(function(){
said.textContent=said.dataset.copied;
setTimeout(function(){said.textContent=''},2500)
},function(){})
});
/* What does not scroll needs no stop for the keyboard. */
function stops(){d.querySelectorAll('.scroll,pre').forEach(function(box){
if(box.scrollWidth>box.clientWidth){box.tabIndex=0}else{box.removeAttribute('tabindex')}})}
addEventListener('resize',stops);
d.addEventListener('toggle',stops,true);
stops();
/* Links into folds open them; paper shows what folds hold. */
function open(){var at=location.hash&&d.getElementById(decodeURIComponent(location.hash.slice(1)));
for(;at;at=at.parentElement){if(at.tagName==='DETAILS')at.open=true}}
addEventListener('hashchange',open);
open();
var opened=[];
addEventListener('beforeprint',function(){opened=[].slice.call(d.querySelectorAll('.fold:not([open])'));opened.forEach(function(f){f.open=true})});
addEventListener('afterprint',function(){opened.forEach(function(f){f.open=false})});
})();
