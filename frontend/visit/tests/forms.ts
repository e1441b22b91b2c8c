// A small questionnaire for tests, with a part, a judged question, a photo, a number and a repeat.
export const XFORM = `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
  <h:head><h:title>Small</h:title><model>
    <itext>
      <translation lang="中文 (zh)" default="true()"><text id="/data/A:label"><value>第一类</value></text><text id="/data/A/A01:label"><value>有合同吗？</value></text></translation>
      <translation lang="English (en)"><text id="/data/A:label"><value>Cluster A</value></text><text id="/data/A/A01:label"><value>Is there a contract?</value></text></translation>
    </itext>
    <instance><data id="small" version="1"><visit/><parts/><A><A01/><A01_photo/><workers/></A><room><beds/></room><meta><instanceID/></meta></data></instance>
    <bind nodeset="/data/visit" type="string"/>
    <bind nodeset="/data/parts" type="string" required="true()"/>
    <bind nodeset="/data/A" relevant="selected(/data/parts, 'documents')"/>
    <bind nodeset="/data/A/A01" type="string" required="true()"/>
    <bind nodeset="/data/A/A01_photo" type="binary"/>
    <bind nodeset="/data/A/workers" type="int" constraint=". &gt;= 0"/>
    <bind nodeset="/data/room/beds" type="int"/>
    <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
  </model></h:head>
  <h:body>
    <select ref="/data/parts"><label>Parts</label><item><label>Documents</label><value>documents</value></item><item><label>Tour</label><value>tour</value></item></select>
    <group ref="/data/A"><label ref="jr:itext('/data/A:label')"/>
      <select1 ref="/data/A/A01"><label ref="jr:itext('/data/A/A01:label')"/><item><label>Yes</label><value>yes</value></item><item><label>No</label><value>no</value></item></select1>
      <upload mediatype="image/*" ref="/data/A/A01_photo"><label>Photo</label></upload>
      <input ref="/data/A/workers"><label>Workers</label></input>
    </group>
    <group ref="/data/room"><label>Room</label><repeat nodeset="/data/room"><input ref="/data/room/beds"><label>Beds</label></input></repeat></group>
  </h:body>
</h:html>`;

const yesNo = (path: string, label: string) =>
  `<select1 ref="${path}"><label>${label}</label><item><label>Yes</label><value>yes</value></item><item><label>No</label><value>no</value></item></select1>`;

// An interview: a question before it, two to the worker with a note to the interviewer between, one afterwards.
export const INTERVIEW = `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:se="https://safe-employment.org/xforms/instrument">
  <h:head><h:title>Interview</h:title><model>
    <instance><data id="interview" version="1"><before><alone/></before><now><hurt/><emergency/><hours/></now><after><afraid/></after><meta><instanceID/></meta></data></instance>
    <bind nodeset="/data/before/alone" type="string" required="true()"/>
    <bind nodeset="/data/now" relevant="/data/before/alone = 'yes'" se:asked="worker"/>
    <bind nodeset="/data/now/hurt" type="string"/>
    <bind nodeset="/data/now/emergency" type="string" readonly="true()" relevant="/data/now/hurt = 'yes'" se:asked="interviewer"/>
    <bind nodeset="/data/now/hours" type="string"/>
    <bind nodeset="/data/after/afraid" type="string"/>
    <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
  </model></h:head>
  <h:body>
    <group ref="/data/before"><label>Before</label>${yesNo("/data/before/alone", "Alone?")}</group>
    <group ref="/data/now"><label>Now</label>${yesNo("/data/now/hurt", "Hurt?")}<input ref="/data/now/emergency"><label>Call for help.</label></input>${yesNo("/data/now/hours", "Long hours?")}</group>
    <group ref="/data/after"><label>After</label>${yesNo("/data/after/afraid", "Afraid?")}</group>
  </h:body>
</h:html>`;

// A picture beside a question, a list in a file of its own, an order, and a sound.
export const MEDIA_FORM = `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
  <h:head><h:title>Media</h:title><model>
    <itext><translation lang="English (en)"><text id="shop"><value>Which shop?</value><value form="image">jr://images/door.jpg</value></text></translation></itext>
    <instance><data id="media" version="1"><shop/><first/><sound/><meta><instanceID/></meta></data></instance>
    <instance id="shops" src="jr://file-csv/shops.csv"/>
    <bind nodeset="/data/shop" type="string"/>
    <bind nodeset="/data/first" type="odk:rank"/>
    <bind nodeset="/data/sound" type="binary"/>
    <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
  </model></h:head>
  <h:body>
    <select1 ref="/data/shop"><label ref="jr:itext('shop')"/><itemset nodeset="instance('shops')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>
    <odk:rank ref="/data/first"><label>Order</label><item><label>One</label><value>one</value></item><item><label>Two</label><value>two</value></item></odk:rank>
    <upload mediatype="audio/*" ref="/data/sound"><label>Sound</label></upload>
  </h:body>
</h:html>`;
