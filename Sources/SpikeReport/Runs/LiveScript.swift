/// Fetches the live part every two seconds; keeps what has the focus, what is unfolded and where it is scrolled; can be paused.
enum LiveScript {
    static let source: StaticString = """

        (function(){
        "use strict";
        var live=document.getElementById("live"),fresh=document.getElementById("freshness"),trouble=document.getElementById("trouble"),pause=document.getElementById("pause"),last="";
        function name(part){return part&&(part.getAttribute("aria-label")||part.getAttribute("aria-labelledby")||part.getAttribute("href")||part.textContent);}
        function panes(){return Array.prototype.slice.call(live.querySelectorAll(".scroll,.image"));}
        function renew(text){
        if(text===last)return;
        last=text;
        var focus=live.contains(document.activeElement)?name(document.activeElement):null;
        var open=Array.prototype.map.call(live.querySelectorAll("details[open]>summary"),name);
        var places={};panes().forEach(function(pane){places[name(pane)]=pane.scrollLeft;});
        live.innerHTML=text;
        live.querySelectorAll("details>summary").forEach(function(part){if(open.indexOf(name(part))>=0)part.parentNode.open=true;});
        panes().forEach(function(pane){pane.scrollLeft=places[name(pane)]||0;});
        if(focus!==null)Array.prototype.some.call(live.querySelectorAll("a,summary,[tabindex]"),function(part){if(name(part)===focus){part.focus({preventScroll:true});return true;}return false;});
        }
        function say(text){trouble.textContent=text;trouble.hidden=false;}
        function isPaused(){return pause.getAttribute("aria-pressed")==="true";}
        function load(){
        if(isPaused()){setTimeout(load,2000);return;}
        fetch(location.pathname+"?part=live",{cache:"no-store"}).then(function(answer){return answer.text().then(function(text){
        if(isPaused())return;
        if(!answer.ok){say(text);return;}
        renew(text);trouble.hidden=true;fresh.textContent="Renewed at "+new Date().toLocaleTimeString()+".";});})
        .catch(function(){say("The dashboard does not answer any more; start 'bitspike dashboard' again.");})
        .then(function(){setTimeout(load,2000);});
        }
        pause.addEventListener("click",function(){pause.setAttribute("aria-pressed",isPaused()?"false":"true");});
        setTimeout(load,2000);
        })();

        """
}
