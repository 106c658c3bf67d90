/// Says which token and layer the pointer, or the arrow keys, are at in a raster. Pages are complete without it.
enum ReportScript {
    static let source: StaticString = """

        (function(){
        "use strict";
        var out=document.getElementById("raster-place");
        if(out){document.querySelectorAll(".raster svg").forEach(function(svg){
        var cells=Array.prototype.slice.call(svg.querySelectorAll(".touch")),columns=Number(svg.dataset.columns),at=-1;
        function go(next){
        if(next<0||next>=cells.length)return;
        if(at>=0)cells[at].classList.remove("here");
        at=next;cells[at].classList.add("here");out.textContent=cells[at].textContent.trim();}
        cells.forEach(function(cell,index){cell.addEventListener("mouseenter",function(){go(index);});});
        svg.addEventListener("keydown",function(event){
        var steps={ArrowLeft:-1,ArrowRight:1,ArrowUp:-columns,ArrowDown:columns},step=steps[event.key];
        if(step===undefined)return;
        event.preventDefault();go(at<0?0:at+step);});
        });}
        var folded=[];
        addEventListener("beforeprint",function(){document.querySelectorAll("details:not([open])").forEach(function(part){part.open=true;folded.push(part);});});
        addEventListener("afterprint",function(){folded.forEach(function(part){part.open=false;});folded=[];});
        })();

        """
}
