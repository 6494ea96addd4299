(() => { if (window.__ck) return; const K = window.__ck = {};
const NATIVE='a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,audio[controls],video[controls],[contenteditable=""],[contenteditable=true]';
const ROLES='[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=menuitem],[role=option],[role=combobox],[role=textbox],[role=slider],[role=spinbutton],[role=treeitem]';
const COMPOSITE='[role=tablist],[role=menu],[role=menubar],[role=listbox],[role=grid],[role=treegrid],[role=radiogroup],[role=toolbar],[role=tree],[role=combobox]';
K.vis=e=>{ if(!e.checkVisibility({visibilityProperty:true})) return false; const r=e.getBoundingClientRect(); return r.width>0&&r.height>0 };
K.sel=e=>{ if(!e||e===document.body) return 'body'; const p=[]; for(let n=e;n&&n.nodeType===1&&n!==document.documentElement&&p.length<4;n=n.parentElement){
  const id=n.getAttribute('id'); if(id){p.unshift('#'+id);break} let s=n.localName; const c=(n.getAttribute('class')||'').trim().split(/\s+/)[0]; if(c) s+='.'+c;
  const sib=n.parentElement?[...n.parentElement.children].filter(x=>x.localName===n.localName):[]; if(sib.length>1) s+=':nth-of-type('+(sib.indexOf(n)+1)+')'; p.unshift(s)} return p.join(' > ') };
const lum=c=>{const f=v=>{v/=255;return v<=.04045?v/12.92:((v+.055)/1.055)**2.4};return .2126*f(c[0])+.7152*f(c[1])+.0722*f(c[2])};
const rgb=s=>{const m=s.match(/[\d.]+/g);return m?[+m[0],+m[1],+m[2],m.length>3?+m[3]:1]:[0,0,0,0]};
const ratio=(a,b)=>{const x=lum(a),y=lum(b);return (Math.max(x,y)+.05)/(Math.min(x,y)+.05)};
const bgOf=e=>{for(let n=e;n;n=n.parentElement){const c=rgb(getComputedStyle(n).backgroundColor);if(c[3]>.99)return c} return rgb(getComputedStyle(document.documentElement).colorScheme.includes('dark')&&matchMedia('(prefers-color-scheme:dark)').matches?'rgb(18,18,18)':'rgb(255,255,255)')};
K.css=t=>{const s=new CSSStyleSheet();s.replaceSync(t);document.adoptedStyleSheets=[...document.adoptedStyleSheets,s];return document.adoptedStyleSheets.length-1};
K.uncss=()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.slice(0,-1)};
K.still=()=>K.css('*,*::before,*::after{transition:none!important;animation-duration:1ms!important;animation-iteration-count:1!important;caret-color:transparent!important;scroll-behavior:auto!important}');
K.open=()=>{const shut=[...document.querySelectorAll('details:not([open])')];shut.forEach(d=>d.open=true);return shut.length};
K.stuck=()=>[...document.querySelectorAll('body *')].some(e=>/fixed|sticky/.test(getComputedStyle(e).position));
// What an element is made like: the same for all links in a column of a table.
K.kind=e=>{const p=[];for(let n=e;n;n=n.parentElement)p.unshift(n.localName+'.'+(n.getAttribute('class')||'')+(n.hasAttribute('aria-current')?'!':'')+(n.type||''));return p.join('>')};
// What a page is built of: its elements, each with the two around it, whatever the words and however many of a kind.
K.parts=()=>{ const kind=e=>e.localName+[...e.attributes].filter(a=>/^(class|type|role|aria-\w+|open|disabled|required|readonly|data-\w+)$/.test(a.name)).map(a=>' '+a.name+(/^(class|type|role)$/.test(a.name)?'='+a.value:'')).sort().join('');
  const kinds=new Map([...document.querySelectorAll('*')].filter(e=>!e.parentElement?.closest('svg')).map(e=>[e,kind(e)]));
  return [...new Set([...kinds.keys()].map(e=>[e.parentElement?.parentElement,e.parentElement,e].map(x=>kinds.get(x)||'').join(' > ')))] };
// ---- interactive elements
K.collect=()=>{ const out=[],seen=new Set(),radios=new Set(); let i=0;
  const add=(e,why)=>{ if(seen.has(e))return; seen.add(e); e.__ck=i; out.push({i:i++,sel:K.sel(e),why,name:(e.getAttribute('aria-label')||e.innerText||e.value||'').trim().slice(0,40)}) };
  for(const e of document.querySelectorAll(NATIVE+','+ROLES+',[tabindex],[onclick]')){
    if(!K.vis(e)||e.closest('[inert]')||e.disabled||e.closest('fieldset:disabled')) continue;
    if(e.localName==='summary'&&e.parentElement.localName!=='details') continue;
    if(e.matches('input[type=radio]')){const k=(e.form?K.sel(e.form):'')+'|'+e.name; if(e.name&&radios.has(k))continue;
      const g=e.name?[...document.querySelectorAll('input[type=radio]')].filter(x=>x.name===e.name&&x.form===e.form):[e]; radios.add(k); add(g.find(x=>x.checked)||e,'radio');continue}
    const ti=e.getAttribute('tabindex'), native=e.matches(NATIVE);
    if(ti!==null&&+ti<0){ if((native||e.matches(ROLES)) && !e.closest(COMPOSITE) && e.getAttribute('aria-hidden')!=='true') add(e,'tabindex=-1'); continue }
    if(native||ti!==null) add(e,'native'); else if(!e.closest('a[href],button,label')) { if(!(e.closest(COMPOSITE)&&!e.hasAttribute('onclick'))) add(e,'mouse-only') } }
  for(const e of document.querySelectorAll('body *')){ if(seen.has(e)||e.closest('a[href],button,label,summary,select,input,textarea,option,svg a')) continue;
    const cs=getComputedStyle(e); if(cs.cursor==='pointer'&&(!e.parentElement||getComputedStyle(e.parentElement).cursor!=='pointer')&&K.vis(e)&&!e.querySelector(NATIVE)) add(e,'cursor:pointer') }
  for(const [e,t] of (window.__ckl||[])){ if(t==='change'||seen.has(e)||!e.isConnected||e===document.body||e===document.documentElement||!K.vis(e)||e.closest('a[href],button,label,summary,select,input,textarea')||e.matches('form,fieldset,main,table,tbody,ul,ol,nav,section,[role]')||e.querySelector(NATIVE)) continue; add(e,'click-listener') }
  return out };
K.box=e=>{ let r=e.getBoundingClientRect(); let b=[r.left,r.top,r.right,r.bottom];
  if(e.labels&&/^(checkbox|radio)$/.test(e.type)) for(const l of e.labels){const q=l.getBoundingClientRect(); if(q.width) b=[Math.min(b[0],q.left),Math.min(b[1],q.top),Math.max(b[2],q.right),Math.max(b[3],q.bottom)]}
  return b };
K.active=()=>{ let e=document.activeElement; if(!e||e===document.body||e===document.documentElement) return null;
  const r=e.getBoundingClientRect(); let per=0; for(const q of (getComputedStyle(e).display==='inline'?e.getClientRects():[r])){ const vx=Math.max(0,Math.min(q.right,innerWidth)-Math.max(q.left,0)), vy=Math.max(0,Math.min(q.bottom,innerHeight)-Math.max(q.top,0));
    if(q.width>4&&q.height>4) per+=2*((q.top>=0?vx:0)+(q.bottom<=innerHeight?vx:0)+(q.left>=0?vy:0)+(q.right<=innerWidth?vy:0)) } // the edges in view: a region may be taller than the window
  let pts=0,cov=0,by=''; for(const fx of [.1,.5,.9]) for(const fy of [.15,.5,.85]){ const x=r.left+r.width*fx,y=r.top+r.height*fy; if(x<0||y<0||x>=innerWidth||y>=innerHeight) {continue} pts++; const t=document.elementFromPoint(x,y);
    if(t&&t!==e&&!e.contains(t)&&!t.contains(e)&&!(e.labels&&[...e.labels].some(l=>l===t||l.contains(t)))){ let n=t; while(n&&getComputedStyle(n).position==='static') n=n.parentElement; if(n&&!n.contains(e)){cov++;by=K.sel(n)} } }
  return {i:e.__ck===undefined?-1:e.__ck,sel:K.sel(e),kind:K.kind(e),tag:e.localName,type:e.type||'',box:K.box(e),rect:[r.left,r.top,r.right,r.bottom],per,pts,cov,by,
    href:e.getAttribute('href')||'',sx:scrollX,sy:scrollY,ti:e.tabIndex,par:K.sel(e.parentElement)} };
// ---- reflow / clipping
const hiddenish=e=>{const r=e.getBoundingClientRect();return r.width<=2||r.height<=2||getComputedStyle(e).clipPath.startsWith('inset(50%')};
K.reflow=()=>{ const iw=document.documentElement.clientWidth, sw=document.scrollingElement.scrollWidth, off=[], regions=[];
  for(const e of document.querySelectorAll('body *')){ if(!K.vis(e)||e.closest('svg')&&e.localName!=='svg') continue; const cs=getComputedStyle(e);
    if(e.scrollWidth>e.clientWidth+1&&/(auto|scroll)/.test(cs.overflowX)&&e.clientWidth>0) regions.push({sel:K.sel(e),ok:!!(e.querySelector('table,figure,svg,img,pre,video')&&(e.tabIndex>=0)&&(e.getAttribute('aria-label')||e.getAttribute('aria-labelledby')))});
    const r=e.getBoundingClientRect(); if(r.right>iw+1&&sw>iw+1){ let a=e.parentElement,ok=false; while(a){if(/(auto|scroll|hidden|clip)/.test(getComputedStyle(a).overflowX)&&a!==document.body&&a!==document.documentElement){ok=true;break}a=a.parentElement} if(!ok) off.push([Math.round(r.right-iw),K.sel(e)]) } }
  off.sort((a,b)=>b[0]-a[0]); return {iw,sw,off:off.slice(0,4),regions} };
K.clipped=()=>{ const out=[]; for(const e of document.querySelectorAll('body *')){ if(!K.vis(e)||hiddenish(e)||e.closest('svg')||!e.innerText||!e.innerText.trim()) continue; const cs=getComputedStyle(e);
  if(/(hidden|clip)/.test(cs.overflowX+cs.overflowY)&&(e.scrollHeight>e.clientHeight+2||e.scrollWidth>e.clientWidth+2)) out.push(K.sel(e)) } return out.slice(0,6) };
// words of which hardly one stands in a line
K.squeezed=()=>[...document.querySelectorAll('main *')].filter(e=>{ if(!K.vis(e)||hiddenish(e)||e.closest('svg')) return false; const t=[...e.childNodes].filter(n=>n.nodeType===3).map(n=>n.data.trim()).join(''); if((t.match(/[\u4e00-\u9fff]/g)||[]).length<3) return false;
  const cs=getComputedStyle(e),f=parseFloat(cs.fontSize),r=document.createRange(); r.selectNodeContents(e); const b=r.getBoundingClientRect(); return b.width<1.9*f&&b.height>2.5*f }).map(K.sel).slice(0,6);
K.svgtext=()=>{const o=[];for(const t of document.querySelectorAll('svg text')){if(!K.vis(t))continue;const m=t.getScreenCTM();if(!m)continue;const f=parseFloat(getComputedStyle(t).fontSize)*Math.hypot(m.a,m.b);if(f<13.5)o.push([K.sel(t.closest('svg')),Math.round(f*10)/10])}return o};
K.fontsize=()=>parseFloat(getComputedStyle(document.querySelector('main p,main,p')||document.body).fontSize);
// ---- static reading of the page
K.audit=()=>{ const F=[],add=(lv,rule,sel,msg)=>F.push({level:lv,rule,sel,msg});
  const T=document.body.innerText||''; const han=(T.match(/[\u4e00-\u9fff]/g)||[]).length, lat=(T.match(/[A-Za-z]/g)||[]).length;
  const lang=(document.documentElement.lang||'').toLowerCase(); if(han>lat&&han>20&&!lang.startsWith('zh')) add('A','lang-mismatch','html','3.1.1 页面以中文为主但 lang="'+lang+'"');
  if(!document.querySelector('main,[role=main]')) add('BP','no-main','html','没有 main 地标'); if(document.title.trim().length<6) add('A','title-vague','title','2.4.2 标题太笼统："'+document.title+'"');
  const h1=document.querySelectorAll('h1').length; if(h1!==1) add('BP','h1-count','h1','h1 数量为 '+h1);
  for(const e of document.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]),select,textarea')){ if(!K.vis(e)) continue;
    const vl=[...(e.labels||[])].filter(l=>K.vis(l)&&!hiddenish(l)&&l.innerText.trim()); const lb=(e.getAttribute('aria-labelledby')||'').split(/\s+/).map(i=>document.getElementById(i)).filter(x=>x&&K.vis(x)&&!hiddenish(x));
    if(!vl.length&&!lb.length&&(e.type!=='search'||!(e.labels&&e.labels.length||e.getAttribute('aria-label')||e.title))) add('A','no-visible-label',K.sel(e),'3.3.2 没有可见标签（占位符不算）');
    const lab=(vl.map(l=>l.innerText).join('')+(e.placeholder||'')+(e.getAttribute('aria-label')||'')+e.name); const ac=e.getAttribute('autocomplete');
    if(!ac&&!/^(checkbox|radio|file|search)$/.test(e.type)&&e.localName!=='select'&&/^(您的|本人|我的)?(姓名|手机|手机号码?|联系电话|电子邮箱|邮箱|密码|用户名|账号|出生日期)|^(name|phone|tel|mobile|email|username|password)$/.test(lab.replace(/^请输入/,''))) add('AA','autocomplete-missing',K.sel(e),'1.3.5 收集本人信息的字段缺少 autocomplete');
    if(e.localName==='select'&&(e.getAttribute('onchange')||'').match(/location|submit/)) add('A','change-on-input',K.sel(e),'3.2.2 选择后自动跳转或提交');
    if(e.required&&!e.form?.noValidate) add('BP','html5-validation',K.sel(e),'使用了浏览器自带校验；表单应加 novalidate 并由服务器给出错误汇总');
    const cs=getComputedStyle(e); if(cs.appearance!=='auto'||!/^(checkbox|radio|range|file|color)$/.test(e.type)){ const bg=bgOf(e.parentElement); const bw=Math.max(parseFloat(cs.borderBottomWidth),parseFloat(cs.borderTopWidth)); const rb=bw>0&&cs.borderBottomStyle!=='none'?ratio(rgb(cs.borderBottomColor),bg):1; const rf=ratio(bgOf(e),bg); if(Math.max(rb,rf)<3&&!matchMedia('(forced-colors:active)').matches) add('AA','control-boundary',K.sel(e),'1.4.11 控件边界对比度 '+Math.max(rb,rf).toFixed(2)+' < 3') } }
  for(const f of document.querySelectorAll('form')){ if(!f.querySelector('button:not([type=button]),input[type=submit],input[type=image]')&&!document.querySelector('[form="'+f.id+'"]')) add('A','form-no-submit',K.sel(f),'3.2.2 表单没有提交按钮（无脚本时不能提交）') }
  let small=0,smallSel='',long=0,longSel='',tight=0,tightSel=''; const w=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT); let n; const done=new Set();
  while(n=w.nextNode()){ if(!n.data.trim()) continue; const e=n.parentElement; if(!e||!K.vis(e)||hiddenish(e)||e.closest('.vh,svg,script,style,noscript')) continue; const cs=getComputedStyle(e), fs=parseFloat(cs.fontSize); if(fs<16){small++; smallSel=smallSel||K.sel(e)}
    const b=e.closest('p,li,dd'); if(b&&!done.has(b)){done.add(b); const bs=getComputedStyle(b),bf=parseFloat(bs.fontSize); const tx=(b.innerText||''); const hz=(tx.match(/[\u4e00-\u9fff]/g)||[]).length; if(hz>60&&b.clientWidth/bf>41||hz<10&&tx.length>200&&b.clientWidth/bf>45){long++;longSel=longSel||K.sel(b)} if(tx.length>60){ const lh=parseFloat(bs.lineHeight); if(lh&&lh/bf<1.5){tight++;tightSel=tightSel||K.sel(b)} if(bs.textAlign==='justify') add('AAA','justified',K.sel(b),'1.4.8 两端对齐') } } }
  if(small) add('BP','font-small',smallSel,small+' 处文字小于 16px'); if(long) add('AAA','line-long',longSel,'1.4.8 每行超过 40 个汉字（'+long+' 处）'); if(tight) add('AAA','line-height',tightSel,'1.4.8 行距小于 1.5 倍（'+tight+' 处）');
  const vp=document.querySelector('meta[name=viewport]'); if(!vp) add('AA','viewport','meta','1.4.10 没有 viewport');
  for(const e of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')){ if(!K.vis(e)||hiddenish(e)) continue; const b=K.box(e),ww=b[2]-b[0],hh=b[3]-b[1]; const cs=getComputedStyle(e);
    const inline=cs.display==='inline'&&e.localName==='a'&&[...e.parentElement.childNodes].some(x=>x.nodeType===3&&x.data.trim().length>1); if(inline) continue; if(b[2]<0||b[3]+scrollY<0) continue;
    if(ww<43.5||hh<43.5) add('AAA','target-44',K.sel(e),'2.5.5 目标 '+Math.round(ww)+'×'+Math.round(hh)+' < 44×44') }
  for(const t of document.querySelectorAll('table:not([role=presentation]):not([role=none])')) if(t.rows.length>1&&t.rows[0].cells.length>1&&!t.querySelector('th')) add('A','table-no-th',K.sel(t),'1.3.1 数据表没有表头单元格 th');
  for(const t of document.querySelectorAll('table')) if(t.querySelector('th')&&!t.caption&&!t.getAttribute('aria-label')&&!t.getAttribute('aria-labelledby')) add('BP','table-no-caption',K.sel(t),'表格没有 caption');
  for(const e of document.querySelectorAll('[aria-invalid=true]')){ if(!e.getAttribute('aria-describedby')&&!e.getAttribute('aria-errormessage')) add('A','error-not-linked',K.sel(e),'3.3.1 出错的字段没有关联错误说明');
    if(!/^错误/.test(document.title)) add('BP','error-title','title','出错页的标题应以“错误：”开头'); if(e.id&&!document.querySelector('a[href="#'+CSS.escape(e.id)+'"]')&&e.type!=='radio') add('BP','error-summary-link',K.sel(e),'错误汇总里没有指向这个字段的链接') }
  const hh=document.querySelector('h1'); if(hh&&!document.title.includes(hh.innerText.trim().slice(0,8))) add('INFO','title-h1','title','标题里没有 h1 的文字："'+document.title+'" / "'+hh.innerText.trim()+'"');
  for(const e of document.querySelectorAll('main p,main li,main h1,main h2')){ const m=(e.innerText||'').match(/([A-Za-z]{2,} ){3,}[A-Za-z]{2,}/); if(m&&(e.closest('[lang]')||document.documentElement).lang.startsWith('zh')) add('INFO','lang-part',K.sel(e),'3.1.2 英文句子没有 lang="en"：'+m[0].slice(0,40)) }
  const ids={}; document.querySelectorAll('[id]').forEach(e=>ids[e.id]=(ids[e.id]||0)+1); for(const k in ids) if(ids[k]>1) add('BP','duplicate-id','#'+k,'id 重复 '+ids[k]+' 次');
  document.querySelectorAll('[style]').length&&add('INFO','inline-style','[style]',document.querySelectorAll('[style]').length+' 处行内样式（严格 CSP 会拦截）');
  for(const e of document.querySelectorAll('button,a[href]')){ const cs=getComputedStyle(e); if(K.vis(e)&&!e.innerText.trim()&&!e.querySelector('img,svg')&&cs.backgroundImage!=='none') add('AA','icon-as-background',K.sel(e),'1.1.1 图标只用背景图：强制颜色模式下会消失') }
  for(const e of document.querySelectorAll('img[alt],input[type=image][alt]')) if(/\.(jpe?g|png|gif|svg|webp)$|^(image|img|click|button|photo|图片|图像|照片|按钮|点击)$/i.test(e.alt.trim())) add('A','alt-filename',K.sel(e),'1.1.1 替代文本是文件名或空话："'+e.alt+'"');
  // groups, hints, names
  const named=g=>g&&(g.getAttribute('aria-label')||(g.getAttribute('aria-labelledby')||'').split(/\s+/).some(i=>document.getElementById(i))||(g.localName==='fieldset'&&g.querySelector(':scope>legend')&&g.querySelector(':scope>legend').innerText.trim()));
  for(const f of document.querySelectorAll('fieldset')) if(K.vis(f)&&!named(f)) add('A','fieldset-legend',K.sel(f),'1.3.1 fieldset 没有 legend');
  const grp={}; document.querySelectorAll('input[type=radio],input[type=checkbox]').forEach(e=>{ if(K.vis(e)||K.vis(e.parentElement)){const k=e.type+'|'+(e.type==='radio'?e.name:(e.name||K.sel(e.parentElement.parentElement||e.parentElement)).replace(/\[\w*\]$/,''));(grp[k]=grp[k]||[]).push(e)} });
  for(const k in grp) if(grp[k].length>1&&!grp[k][0].closest('table')&&!named(grp[k][0].closest('fieldset,[role=radiogroup],[role=group]'))) add('A','group-name',K.sel(grp[k][0]),'1.3.1 一组单选或多选没有共同的名称（fieldset+legend）');
  const labs={}; for(const e of document.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=submit]):not([type=button]):not([type=image]),select,textarea')){ if(!K.vis(e)||e.closest('table')) continue; const t=[...(e.labels||[])].map(l=>l.innerText.trim()).join(' ')||e.getAttribute('aria-label')||''; const g=e.closest('fieldset'); if(t){const k=(g?K.sel(g):'')+t; if(labs[k]) add('AA','label-duplicate',K.sel(e),'2.4.6 两个输入框用了同样的标签：'+t); labs[k]=1}
    const box=e.parentElement; if(box&&box.querySelectorAll('input:not([type=hidden]),select,textarea').length===1&&e.type!=='search'){ const ref=(e.getAttribute('aria-describedby')||'')+' '+(e.getAttribute('aria-labelledby')||'')+' '+(e.getAttribute('aria-errormessage')||''); for(const x of box.children){ if(x===e||!/^(P|DIV|SPAN|SMALL|EM|I|B|STRONG)$/.test(x.tagName)||!x.innerText.trim()||!K.vis(x)||x.querySelector('label,button,a,input,select,textarea')) continue; const near=[...(e.labels||[])].length&&(x.compareDocumentPosition(e)&4)&&([...e.labels][0].compareDocumentPosition(x)&4); if(near&&!(x.id&&ref.split(/\s+/).includes(x.id))&&![...x.querySelectorAll('[id]')].some(y=>ref.split(/\s+/).includes(y.id))) add('BP','hint-not-linked',K.sel(x),'1.3.1 标签与输入框之间的说明没有用 aria-describedby 关联') } } }
  for(const [e,t] of (window.__ckl||[])) if(t==='change'&&e.isConnected&&e.localName==='select') add('INFO','change-listener',K.sel(e),'3.2.2 选择框有脚本监听 change：确认不会自动跳转');
  // links
  for(const e of document.querySelectorAll('a[href]')){ if(!K.vis(e)) continue; const cs=getComputedStyle(e), par=e.parentElement, txt=(e.innerText||'').trim();
    const inText=/^(P|LI|DD|TD|SPAN|DIV|LABEL)$/.test(par.tagName)&&cs.display.startsWith('inline')&&[...par.childNodes].some(x=>x.nodeType===3&&x.data.trim().length>3);
    if(inText&&txt&&!/underline/.test(cs.textDecorationLine)&&(cs.borderBottomStyle==='none'||parseFloat(cs.borderBottomWidth)===0)&&cs.backgroundImage==='none'&&cs.display==='inline') add('A','link-not-underlined',K.sel(e),'1.4.1 正文里的链接没有下划线，只靠颜色区分');
    if(/\.(pdf|docx?|xlsx?|pptx?|zip|mp3|mp4)([?#]|$)/i.test(e.href)&&!/(PDF|Word|Excel|DOCX?|XLSX?|PPT|ZIP|MP3|MP4|[KMG]B|千字节|兆)/i.test(txt+(e.getAttribute('aria-label')||''))) add('BP','file-link',K.sel(e),'下载链接没有写明格式和大小');
    const nx=e.nextElementSibling; if(nx&&nx.localName==='a'&&nx.href===e.href&&nx.getAttribute('href')!=='#') add('BP','adjacent-links',K.sel(e),'相邻两个链接去同一个地方，应合并') }
  // looks like structure but is not
  for(const e of document.querySelectorAll('main p, main div, main li, main td')){ const br=e.querySelectorAll(':scope>br').length; if(br>1){ const ls=(e.innerText||'').split('\n').filter(l=>/^\s*(\d+[.、．)）]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|[•·*◆■–-]\s?)/.test(l)); if(ls.length>1) add('BP','fake-list',K.sel(e),'1.3.1 用换行排成的列表，应使用 ol/ul') } }
  const base=K.fontsize(); for(const e of document.querySelectorAll('main p, main div, main span, main strong, main b')){ if(e.closest('h1,h2,h3,h4,h5,h6,a,button,label,legend,caption,th,summary,svg,table,dl')||e.children.length>1) continue; const t=(e.innerText||'').trim(); if(t.length<2||t.length>24||/[。，；：,.;:]$/.test(t)||!K.vis(e)) continue; const cs=getComputedStyle(e); if(parseFloat(cs.fontSize)>=base*1.2&&+cs.fontWeight>=600&&(cs.display==='block'||e.parentElement.innerText.trim()===t)) add('INFO','fake-heading',K.sel(e),'1.3.1 看起来像标题但不是 h 元素："'+t+'"') }
  for(const e of document.querySelectorAll('main *, main')) for(const q of ['::before','::after']){ const c=getComputedStyle(e,q).content; if(c&&c!=='none'&&c!=='normal'&&/[\u4e00-\u9fff]{2}|[A-Za-z]{3}/.test(c.replace(/url\([^)]*\)|counters?\([^)]*\)|attr\([^)]*\)/g,''))) add('BP','css-content',K.sel(e),'1.3.1 文字由 CSS 插入：'+c.slice(0,30)) }
  try{ const hov=[],foc=new Set(); for(const sh of document.styleSheets){ let rs; try{rs=sh.cssRules}catch(x){continue} const walk=l=>{for(const r of l){ if(r.cssRules&&!r.selectorText){walk(r.cssRules);continue} if(!r.selectorText) continue; for(const q of r.selectorText.split(',')){ const z=q.trim(); if(/:focus/.test(z)) foc.add(z.replace(/:focus(-visible|-within)?/g,':H')); else if(/:hover/.test(z)&&/[ >+~]/.test(z.split(':hover').pop())&&(r.style.display&&r.style.display!=='none'||r.style.visibility==='visible'||r.style.opacity>0||r.style.left||r.style.clip||r.style.clipPath)) hov.push(z) } }}; walk(rs) }
    for(const z of hov) if(!foc.has(z.replace(/:hover/g,':H'))) try{ if(document.querySelector(z.replace(/:hover/g,''))) add('A','hover-only',z,'2.1.1/1.4.13 只有鼠标悬停才出现的内容，键盘看不到') }catch(x){} }catch(x){}
  for(const e of document.querySelectorAll('[accesskey]')) add('INFO','accesskey',K.sel(e),'accesskey 会与读屏快捷键冲突');
  for(const e of document.querySelectorAll('[target=_blank]')) if(!/新窗口|新标签/.test(e.innerText+(e.getAttribute('aria-label')||''))) add('AAA','new-window',K.sel(e),'3.2.5 打开新窗口但没有说明');
  for(const e of document.querySelectorAll('audio[autoplay],video[autoplay]')) add('A','autoplay',K.sel(e),'1.4.2 自动播放');
  for(const e of document.querySelectorAll('video')) if(!e.querySelector('track[kind=captions],track[kind=subtitles]')) add('A','no-captions',K.sel(e),'1.2.2 视频没有字幕轨');
  return F };
K.anims=()=>document.getAnimations().filter(a=>a.playState==='running'&&a.effect&&(a.effect.getComputedTiming().endTime===Infinity||a.effect.getComputedTiming().endTime>5000)).map(a=>K.sel(a.effect.target)).slice(0,5);
K.perf=()=>{const n=performance.getEntriesByType('navigation')[0]||{},p=performance.getEntriesByName('first-contentful-paint')[0];return {ttfb:n.responseStart,dcl:n.domContentLoadedEventEnd,load:n.loadEventEnd,fcp:p?p.startTime:0,lcp:window.__lcp||0,cls:window.__cls||0,dom:document.querySelectorAll('*').length}};
K.top=()=>{ const b=document.body; b.tabIndex=-1; b.focus({preventScroll:true}); b.blur(); b.removeAttribute('tabindex'); scrollTo(0,0) };
K.text=()=>(document.body.innerText||'').replace(/\s+/g,'').length;
})();
