/// Fetches the live part every two seconds; keeps what has the focus and which tables are unfolded.
enum LiveScript {
    static let source: StaticString = """

        (function(){
        "use strict";
        var live=document.getElementById("live"),fresh=document.getElementById("freshness"),trouble=document.getElementById("trouble"),last="";
        function name(part){return part&&(part.getAttribute("aria-label")||part.getAttribute("href")||part.textContent);}
        function renew(text){
        if(text===last)return;
        last=text;
        var focus=live.contains(document.activeElement)?name(document.activeElement):null;
        var open=Array.prototype.map.call(live.querySelectorAll("details[open]>summary"),name);
        live.innerHTML=text;
        live.querySelectorAll("details>summary").forEach(function(part){if(open.indexOf(name(part))>=0)part.parentNode.open=true;});
        if(focus!==null)Array.prototype.some.call(live.querySelectorAll("a,summary,[tabindex]"),function(part){if(name(part)===focus){part.focus();return true;}return false;});
        }
        function load(){
        fetch(location.pathname+"?part=live",{cache:"no-store"}).then(function(answer){if(!answer.ok)throw new Error(answer.status);return answer.text();})
        .then(function(text){renew(text);trouble.hidden=true;fresh.textContent="Renewed at "+new Date().toLocaleTimeString()+".";})
        .catch(function(){trouble.textContent="The dashboard does not answer any more; start 'bitspike dashboard' again.";trouble.hidden=false;})
        .then(function(){setTimeout(load,2000);});
        }
        setTimeout(load,2000);
        })();

        """
}
