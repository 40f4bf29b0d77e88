// What programs put on the clipboard, in their forms and in our words.

export const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal { mso-style-parent: ""; margin: 0cm; } --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Tide table</b><o:p></o:p></p>
<p class=MsoNormal>High water at <i style='mso-bidi-font-style:normal'>five</i>, <span style='mso-spacerun:yes'>&nbsp;</span>bring boots.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>North pier<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>South pier<o:p></o:p></p>
<!--EndFragment-->
</body></html>`;

export const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c-7fff-1111-2222-333344445555"><p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;">Bring </span><span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:700;font-style:normal;">warm</span><span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;"> clothes.</span></p><ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;font-size:11pt;" aria-level="1"><p dir="ltr" style="line-height:1.38;" role="presentation"><span style="font-size:11pt;font-style:italic;">A lamp</span></p></li></ul></b>`;

// Harmless: each of them would only leave its name.
export const HOSTILE = `<img src=x onerror="(window.ran ??= []).push('img')">
<script>(window.ran ??= []).push('script')</script>
<svg onload="(window.ran ??= []).push('svg')"><script>(window.ran ??= []).push('svg script')</script></svg>
<details open ontoggle="(window.ran ??= []).push('details')"><summary>So</summary>cold</details>
<iframe srcdoc="<script>(parent.ran ??= []).push('srcdoc')</script>"></iframe>
<p title="</title></textarea></script><img src=x onerror=(window.ran??=[]).push('raw')>">A <a href="javascript:(window.ran ??= []).push('href')">link</a>
</textarea></style></script></iframe><img src=x onerror="(window.ran ??= []).push('end')">`;
