<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Length</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::AlarmLine</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n more waiting</numerusform>
            <numerusform>%n more waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::KeypadPanel</name>
    <message numerus="yes">
        <source>%n key(s) pressed</source>
        <translation>
            <numerusform>%n key pressed</numerusform>
            <numerusform>%n keys pressed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::LivePage</name>
    <message numerus="yes">
        <source>%n live call(s)</source>
        <translation>
            <numerusform>%n live call</numerusform>
            <numerusform>%n live calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::MainWindow</name>
    <message numerus="yes">
        <source>Nightbell (%n waiting)</source>
        <translation>
            <numerusform>Nightbell (%n waiting)</numerusform>
            <numerusform>Nightbell (%n waiting)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message numerus="yes">
        <source>%1 pressed %n key(s)</source>
        <translation>
            <numerusform>%1 pressed %n key</numerusform>
            <numerusform>%1 pressed %n keys</numerusform>
        </translation>
    </message>
</context>
</TS>
