<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AskedBoard</name>
    <message>
        <source>A question from the class: {text}</source>
        <translation>学员提问：{text}</translation>
    </message>
    <message>
        <source>A question from the class</source>
        <translation>学员提问</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>(no title)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>Slide {n} of {of}</source>
        <translation>第 {n} 页，共 {of} 页</translation>
    </message>
    <message>
        <source>Links on this slide: {n}</source>
        <translation>这一页的链接：{n} 个</translation>
    </message>
    <message>
        <source>Trainees&apos; questions and words: {n} to look at (I)</source>
        <translation>学员的提问和文字：{n} 条待看（I）</translation>
    </message>
    <message>
        <source>A phone is the clicker (R)</source>
        <translation>手机已用作遥控器（R）</translation>
    </message>
    <message>
        <source>Your phone as a clicker (R)</source>
        <translation>用手机遥控（R）</translation>
    </message>
    <message>
        <source>Stays awake</source>
        <translation>保持唤醒</translation>
    </message>
    <message>
        <source>May fall asleep</source>
        <translation>可能休眠</translation>
    </message>
    <message>
        <source>The computer stays awake, and its screens on, while you present.</source>
        <translation>放映期间，电脑不会休眠，屏幕也不会熄灭。</translation>
    </message>
    <message>
        <source>The system did not agree to stay awake: turn sleep and screen lock off yourself.</source>
        <translation>系统未能保持唤醒：请自行关闭休眠和锁屏。</translation>
    </message>
    <message>
        <source>Step {n} of {of}</source>
        <translation>第 {n} 步，共 {of} 步</translation>
    </message>
    <message>
        <source>This slide {n} min</source>
        <translation>本页计划 {n} 分钟</translation>
    </message>
    <message>
        <source>Laser pointer — D or Esc</source>
        <translation>激光笔 — D 或 Esc</translation>
    </message>
    <message>
        <source>Spotlight — T or Esc</source>
        <translation>聚光灯 — T 或 Esc</translation>
    </message>
    <message>
        <source>Pen, {colour} — E or Esc</source>
        <translation>画笔（{colour}） — E 或 Esc</translation>
    </message>
    <message>
        <source>Highlighter, {colour} — Y or Esc</source>
        <translation>荧光笔（{colour}） — Y 或 Esc</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Clock {time}</source>
        <translation>现在 {time}</translation>
    </message>
    <message>
        <source>Elapsed {time}</source>
        <translation>已用 {time}</translation>
    </message>
    <message>
        <source>Elapsed {time} · planned {plan}</source>
        <translation>已用 {time} · 计划 {plan}</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>与计划一致</translation>
    </message>
    <message>
        <source>▲ {n} min ahead</source>
        <translation>▲ 比计划快 {n} 分钟</translation>
    </message>
    <message>
        <source>▼ {n} min behind</source>
        <translation>▼ 比计划慢 {n} 分钟</translation>
    </message>
    <message>
        <source>Go to slide {n} — Enter</source>
        <translation>跳到第 {n} 页 — 按回车</translation>
    </message>
    <message>
        <source>Projector black — B</source>
        <translation>投影黑屏 — B</translation>
    </message>
    <message>
        <source>Projector white — W</source>
        <translation>投影白屏 — W</translation>
    </message>
    <message>
        <source>Projector: a trainee&apos;s question</source>
        <translation>投影：学员提问</translation>
    </message>
    <message>
        <source>Projector: question</source>
        <translation>投影：题目</translation>
    </message>
    <message>
        <source>Projector held at slide {n} — F</source>
        <translation>投影停在第 {n} 页 — F</translation>
    </message>
    <message>
        <source>Hidden slide</source>
        <translation>隐藏的幻灯片</translation>
    </message>
</context>
<context>
    <name>ClassSession</name>
    <message>
        <source>Team {n}</source>
        <translation>第 {n} 队</translation>
    </message>
</context>
<context>
    <name>ConsoleWindow</name>
    <message>
        <source>Handsup</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>{title} – Handsup</source>
        <translation>{title} – 举手</translation>
    </message>
    <message>
        <source>Current slide</source>
        <translation>当前幻灯片</translation>
    </message>
    <message>
        <source>No deck is open. Ctrl+O opens a .pptx or a .pdf.</source>
        <translation>还没有打开课件。按 Ctrl+O 打开 .pptx 或 .pdf 文件。</translation>
    </message>
</context>
<context>
    <name>CurrentSlide</name>
    <message>
        <source>Play or pause: {title}</source>
        <translation>播放或暂停：{title}</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Handsup</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>A session is still open.</source>
        <translation>课堂还没有结束。</translation>
    </message>
    <message>
        <source>You can leave it open: phones stay connected, and Handsup takes it up again when it starts.</source>
        <translation>可以保持不结束：手机仍然在线，下次启动“举手”时会接着上课。</translation>
    </message>
    <message>
        <source>End the session and close</source>
        <translation>结束课堂并关闭</translation>
    </message>
    <message>
        <source>Leave it open and close</source>
        <translation>保持课堂并关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open a deck</source>
        <translation>打开课件</translation>
    </message>
    <message>
        <source>Decks (*.pptx *.ppsx *.pdf)</source>
        <translation>课件 (*.pptx *.ppsx *.pdf)</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Word, said by {n}</source>
        <translation>词语，{n} 人说</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>昵称</translation>
    </message>
    <message>
        <source>Question, votes: {n}</source>
        <translation>提问，{n} 票</translation>
    </message>
    <message>
        <source>on the projector</source>
        <translation>正在投影</translation>
    </message>
    <message>
        <source>waits for your word</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Took part</source>
        <translation>参与人数</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>No phone joined this session.</source>
        <translation>这堂课没有手机加入。</translation>
    </message>
    <message>
        <source>at most {n} connected at once</source>
        <translation>最多同时在线 {n} 人</translation>
    </message>
    <message>
        <source>anonymous, no names kept</source>
        <translation>匿名，未保存姓名</translation>
    </message>
    <message>
        <source>under the names they typed</source>
        <translation>以自己填写的姓名参加</translation>
    </message>
    <message>
        <source>{shown} of {all} slides shown</source>
        <translation>共 {all} 页，讲了 {shown} 页</translation>
    </message>
    <message>
        <source>planned: {time}</source>
        <translation>计划：{time}</translation>
    </message>
    <message>
        <source>not ended: counted to the last thing that happened</source>
        <translation>未正常结束：算到最后一次动作为止</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>No question was asked.</source>
        <translation>没有提过问题。</translation>
    </message>
    <message>
        <source>Nobody was connected to answer.</source>
        <translation>没有人在线作答。</translation>
    </message>
    <message>
        <source>{count} answers of {of} possible</source>
        <translation>应答 {of} 次，实答 {count} 次</translation>
    </message>
    <message>
        <source>{questions}, {n} rounds</source>
        <translation>{questions}，{n} 轮</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>No question had a right answer.</source>
        <translation>没有带正确答案的题目。</translation>
    </message>
    <message>
        <source>No answer was given to a graded question.</source>
        <translation>评分题没有人作答。</translation>
    </message>
    <message>
        <source>{count} of {of} graded answers</source>
        <translation>{of} 次评分作答中对 {count} 次</translation>
    </message>
</context>
<context>
    <name>Improvised</name>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>A to D</source>
        <translation>A 到 D</translation>
    </message>
    <message>
        <source>Rating from 1 to 5</source>
        <translation>打分（1 到 5）</translation>
    </message>
    <message>
        <source>Word cloud</source>
        <translation>词云</translation>
    </message>
    <message>
        <source>Open text</source>
        <translation>自由作答</translation>
    </message>
    <message>
        <source>Yes or no?</source>
        <translation>是还是否？</translation>
    </message>
    <message>
        <source>A, B, C or D?</source>
        <translation>选 A、B、C 还是 D？</translation>
    </message>
    <message>
        <source>How many points, from 1 to 5?</source>
        <translation>从 1 到 5，打几分？</translation>
    </message>
    <message>
        <source>What comes to your mind?</source>
        <translation>你想到了什么？</translation>
    </message>
    <message>
        <source>What do you think?</source>
        <translation>你怎么看？</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Option {letter}</source>
        <translation>选项 {letter}</translation>
    </message>
</context>
<context>
    <name>InboxSheet</name>
    <message>
        <source>What trainees ask and type</source>
        <translation>学员的提问和文字</translation>
    </message>
    <message>
        <source>{n} to look at</source>
        <translation>{n} 条待看</translation>
    </message>
    <message>
        <source>and {n} more, which come when these are done</source>
        <translation>另有 {n} 条，处理完这些后出现</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>改为未答复</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>Off the projector</source>
        <translation>从投影撤下</translation>
    </message>
    <message>
        <source>On the projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Trainees can ask once the session has begun: F5 starts it.</source>
        <translation>开课后学员才能提问：按 F5 开课。</translation>
    </message>
    <message>
        <source>Nobody has asked anything yet. What trainees ask on their phones comes here.</source>
        <translation>还没有人提问。学员在手机上的提问会出现在这里。</translation>
    </message>
</context>
<context>
    <name>JoinBoard</name>
    <message>
        <source>Join at {url}</source>
        <translation>加入课堂：{url}</translation>
    </message>
    <message>
        <source>Join in</source>
        <translation>加入课堂</translation>
    </message>
    <message>
        <source>1  Same Wi-Fi as the trainer</source>
        <translation>1  连接与讲师相同的 Wi-Fi</translation>
    </message>
    <message>
        <source>1  Wi-Fi: {name}</source>
        <translation>1  连接 Wi-Fi：{name}</translation>
    </message>
    <message>
        <source>1  Wi-Fi: {name}
Password: {password}</source>
        <translation>1  连接 Wi-Fi：{name}
密码：{password}</translation>
    </message>
    <message>
        <source>2  Scan, or browse to:</source>
        <translation>2  扫码，或用浏览器打开：</translation>
    </message>
    <message>
        <source>{n} joined</source>
        <translation>已加入 {n} 人</translation>
    </message>
</context>
<context>
    <name>JoinCard</name>
    <message>
        <source>QR code to join</source>
        <translation>加入课堂的二维码</translation>
    </message>
    <message>
        <source>{n} joined</source>
        <translation>已加入 {n} 人</translation>
    </message>
    <message>
        <source>Nobody has joined yet</source>
        <translation>还没有人加入</translation>
    </message>
    <message>
        <source>The address appears when the answer server has started.</source>
        <translation>答题服务器启动后，这里会显示地址。</translation>
    </message>
    <message>
        <source>This machine has no network: join a Wi-Fi or open a hotspot.</source>
        <translation>本机没有联网：请连接 Wi-Fi，或打开热点。</translation>
    </message>
    <message>
        <source>Phones can&apos;t reach this address: choose another one above.</source>
        <translation>手机无法访问这个地址：请在上方另选一个。</translation>
    </message>
    <message>
        <source>J shows the code to the class: large, in the corner, or not at all.</source>
        <translation>按 J 向全班显示二维码：全屏、角落或不显示。</translation>
    </message>
    <message>
        <source>J shows the code to the class. Phones must be in the same network as this laptop.</source>
        <translation>按 J 向全班显示二维码。手机须与这台电脑在同一网络中。</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Sheet of keys</source>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>First or last slide</source>
        <translation>第一页或最后一页</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Go to the slide with this number</source>
        <translation>跳到这个页码</translation>
    </message>
    <message>
        <source>Projector black</source>
        <translation>投影黑屏</translation>
    </message>
    <message>
        <source>Projector white</source>
        <translation>投影白屏</translation>
    </message>
    <message>
        <source>Hold the projector&apos;s picture</source>
        <translation>定住投影画面</translation>
    </message>
    <message>
        <source>Mouse: laser pointer, spotlight</source>
        <translation>鼠标：激光笔、聚光灯</translation>
    </message>
    <message>
        <source>Mouse: pen, highlighter</source>
        <translation>鼠标：画笔、荧光笔</translation>
    </message>
    <message>
        <source>Pen: colour, undo, clear the slide</source>
        <translation>画笔：颜色、撤销、清空本页</translation>
    </message>
    <message>
        <source>Size of the notes</source>
        <translation>备注字号</translation>
    </message>
    <message>
        <source>Scroll the notes</source>
        <translation>滚动备注</translation>
    </message>
    <message>
        <source>Film or sound: play or pause, sound off</source>
        <translation>视频或音频：播放或暂停、静音</translation>
    </message>
    <message>
        <source>Film: 10 seconds back or on</source>
        <translation>视频：后退或前进 10 秒</translation>
    </message>
    <message>
        <source>Start the session, present</source>
        <translation>开始上课并投影</translation>
    </message>
    <message>
        <source>Stop presenting; the session stays open</source>
        <translation>停止投影，课堂继续</translation>
    </message>
    <message>
        <source>Swap the screens</source>
        <translation>交换屏幕</translation>
    </message>
    <message>
        <source>Join screen: large, corner, off</source>
        <translation>加入二维码：全屏、角落、关闭</translation>
    </message>
    <message>
        <source>Ask, close, reveal, go on</source>
        <translation>提问、截止、公布、继续</translation>
    </message>
    <message>
        <source>Ask the same question again</source>
        <translation>把同一题再问一次</translation>
    </message>
    <message>
        <source>Ask something now</source>
        <translation>临时提问</translation>
    </message>
    <message>
        <source>What trainees ask and type</source>
        <translation>学员的提问和文字</translation>
    </message>
    <message>
        <source>Open a deck</source>
        <translation>打开课件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Your phone as a clicker</source>
        <translation>用手机遥控</translation>
    </message>
    <message>
        <source>Links on the slide</source>
        <translation>这一页的链接</translation>
    </message>
    <message>
        <source>Film: louder or softer</source>
        <translation>视频：调大或调小音量</translation>
    </message>
    <message>
        <source>Reach the buttons; Enter presses</source>
        <translation>移到按钮上，回车按下</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>显示这张表</translation>
    </message>
</context>
<context>
    <name>LinkSheet</name>
    <message>
        <source>Links on this slide</source>
        <translation>这一页的链接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open in your browser?</source>
        <translation>在浏览器中打开？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
</context>
<context>
    <name>LinkWords</name>
    <message>
        <source>Slide {n}</source>
        <translation>第 {n} 页</translation>
    </message>
    <message>
        <source>Next slide</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Previous slide</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>First slide</source>
        <translation>第一页</translation>
    </message>
    <message>
        <source>Last slide</source>
        <translation>最后一页</translation>
    </message>
    <message>
        <source>The slide seen before</source>
        <translation>刚才看过的一页</translation>
    </message>
    <message>
        <source>Stop presenting</source>
        <translation>停止放映</translation>
    </message>
</context>
<context>
    <name>MediaStrip</name>
    <message>
        <source>Film or sound</source>
        <translation>视频或音频</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Which film or sound</source>
        <translation>选择视频或音频</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>播放位置</translation>
    </message>
    <message>
        <source>How loud</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Sound on (M)</source>
        <translation>打开声音（M）</translation>
    </message>
    <message>
        <source>Sound off (M)</source>
        <translation>静音（M）</translation>
    </message>
</context>
<context>
    <name>NotesCard</name>
    <message>
        <source>Smaller notes (−)</source>
        <translation>缩小备注 (−)</translation>
    </message>
    <message>
        <source>Larger notes (+)</source>
        <translation>放大备注 (+)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>No notes on this slide.</source>
        <translation>这一页没有备注。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭这条提示</translation>
    </message>
</context>
<context>
    <name>NowSheet</name>
    <message>
        <source>Ask something now</source>
        <translation>临时提问</translation>
    </message>
    <message>
        <source>The question in words, if you like</source>
        <translation>题目文字（可不填）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A question can be asked once the session has begun: F5 starts it.</source>
        <translation>开课后才能提问：按 F5 开始。</translation>
    </message>
    <message>
        <source>A question is open: close it first.</source>
        <translation>有一道题正在作答：请先结束它。</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>right answer</source>
        <translation>正确答案</translation>
    </message>
    <message>
        <source>chosen by {n}</source>
        <translation>{n} 人选择</translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>Time on each slide</source>
        <translation>每页用时</translation>
    </message>
    <message>
        <source>No slide was shown in this session.</source>
        <translation>这堂课没有展示幻灯片。</translation>
    </message>
    <message>
        <source>Bar: time shown. Upright mark: the plan. Dotted: over the plan.</source>
        <translation>横条：展示时间。竖线：计划。点纹：超出计划。</translation>
    </message>
    <message>
        <source>Bar: time shown. The slides&apos; notes hold no plan to compare it with.</source>
        <translation>横条：展示时间。备注中没有可对照的计划。</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>未展示</translation>
    </message>
    <message>
        <source>{time} in {n} showings</source>
        <translation>共 {time}，展示 {n} 次</translation>
    </message>
    <message>
        <source>Slide {n}, {title}: {said}</source>
        <translation>第 {n} 页，{title}：{said}</translation>
    </message>
    <message>
        <source>plan {plan}</source>
        <translation>计划 {plan}</translation>
    </message>
    <message>
        <source>plan {plan}, {time} over</source>
        <translation>计划 {plan}，超出 {time}</translation>
    </message>
    <message>
        <source>plan {plan}, {time} under</source>
        <translation>计划 {plan}，少用 {time}</translation>
    </message>
</context>
<context>
    <name>Participation</name>
    <message>
        <source>Participation</source>
        <translation>参与情况</translation>
    </message>
    <message>
        <source>No question was asked in this session.</source>
        <translation>这堂课没有提过问题。</translation>
    </message>
    <message>
        <source>Full bar: answered. Pale bar: connected while the question was open. Mark: joined until then, whether still connected or not.</source>
        <translation>深色条：已作答。浅色条：答题期间在线。标记：到那时为止加入过的人，不论是否仍在线。</translation>
    </message>
    <message>
        <source>Participation by question</source>
        <translation>各题参与情况</translation>
    </message>
    <message>
        <source>{n}. {stem}</source>
        <translation>{n}. {stem}</translation>
    </message>
    <message>
        <source>{n}, round {round}. {stem}</source>
        <translation>{n}，第 {round} 轮. {stem}</translation>
    </message>
    <message>
        <source>{label}: {share} connected answered, {joined} joined</source>
        <translation>{label}：在线者作答 {share}，已加入 {joined}</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>People</source>
        <translation>学员</translation>
    </message>
    <message>
        <source>Nobody joined this session.</source>
        <translation>没有人加入这堂课。</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>{right} of {graded}</source>
        <translation>{right} / {graded}</translation>
    </message>
    <message>
        <source>{given} of {asked}</source>
        <translation>{given} / {asked}</translation>
    </message>
    <message>
        <source>{score} of {possible}</source>
        <translation>{score} / {possible}</translation>
    </message>
</context>
<context>
    <name>PictureBadge</name>
    <message>
        <source>Not everything on this slide could be drawn:</source>
        <translation>这一页有内容没能画出来：</translation>
    </message>
    <message>
        <source>This slide is drawn a little differently than it was made:</source>
        <translation>这一页和原稿略有出入：</translation>
    </message>
    <message>
        <source>Nothing is known to be missing on this slide.</source>
        <translation>这一页没有发现缺失的内容。</translation>
    </message>
    <message>
        <source>How the slides are drawn</source>
        <translation>幻灯片的绘制方式</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 处</translation>
    </message>
    <message>
        <source>In the whole deck so far: {count}, on {slides} of {drawn} slides drawn.</source>
        <translation>整份课件目前共 {count} 处，已画 {drawn} 页中有 {slides} 页。</translation>
    </message>
    <message>
        <source>Press to see all of it, or to have the slides drawn another way.</source>
        <translation>按一下查看全部，或换一种绘制方式。</translation>
    </message>
</context>
<context>
    <name>ProgressBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ProjectorWindow</name>
    <message>
        <source>Handsup – projector</source>
        <translation>举手 – 投影</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
</context>
<context>
    <name>QuestionBoard</name>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Answers closed</source>
        <translation>答题已截止</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已作答</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Several options could be chosen: the shares may add up to more than 100%.</source>
        <translation>本题可多选：各项比例之和可能超过 100%。</translation>
    </message>
    <message>
        <source>Options chosen</source>
        <translation>选项分布</translation>
    </message>
    <message>
        <source>Response times: a dot for each answer, the box holds the middle half</source>
        <translation>作答用时：每点代表一次作答，方框为中间一半</translation>
    </message>
    <message>
        <source>Question {n} · slide {slide} · {kind}</source>
        <translation>第 {n} 题 · 第 {slide} 页 · {kind}</translation>
    </message>
    <message>
        <source>Round {n}: {said}</source>
        <translation>第 {n} 轮：{said}</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 处</translation>
    </message>
    <message>
        <source>✓ right answer</source>
        <translation>✓ 正确答案</translation>
    </message>
    <message>
        <source>{letter}, {option}: {said}</source>
        <translation>{letter}，{option}：{said}</translation>
    </message>
    <message>
        <source>{count} ({percent})</source>
        <translation>{count}（{percent}）</translation>
    </message>
    <message>
        <source>Response times</source>
        <translation>作答用时</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <source>Questions on this slide</source>
        <translation>本页的题目</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已问过</translation>
    </message>
    <message>
        <source>asked {n} times</source>
        <translation>已问 {n} 次</translation>
    </message>
    <message>
        <source>Ask question {n}</source>
        <translation>提问第 {n} 题</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Ask again</source>
        <translation>再问一次</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>The class</source>
        <translation>课堂</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>尚未提问</translation>
    </message>
    <message>
        <source>open</source>
        <translation>答题中</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已截止</translation>
    </message>
    <message>
        <source>revealed</source>
        <translation>已公布</translation>
    </message>
    <message>
        <source>asked before</source>
        <translation>已问过</translation>
    </message>
    <message>
        <source>Open a deck to begin (Ctrl+O).</source>
        <translation>先打开课件 (Ctrl+O)。</translation>
    </message>
    <message>
        <source>Time left {time}</source>
        <translation>剩余时间 {time}</translation>
    </message>
    <message>
        <source>New question</source>
        <translation>临时提问</translation>
    </message>
    <message>
        <source>round {n}</source>
        <translation>第 {n} 轮</translation>
    </message>
    <message>
        <source>Explanation: {text}</source>
        <translation>解析：{text}</translation>
    </message>
    <message>
        <source>No session yet. F5 starts one: then phones can join and answer.</source>
        <translation>还没有开始上课。按 F5 开始，之后手机就能加入并答题。</translation>
    </message>
    <message>
        <source>No session yet. F5 starts one: then this question can be asked.</source>
        <translation>还没有开始上课。按 F5 开始，之后就能提这个问题。</translation>
    </message>
    <message>
        <source>Nobody has joined yet: J shows the code to the class.</source>
        <translation>还没有人加入：按 J 向全班显示二维码。</translation>
    </message>
    <message>
        <source>No question on this slide.</source>
        <translation>这一页没有题目。</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>公布结果</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续讲课</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>QuestionWords</name>
    <message>
        <source>True</source>
        <translation>对</translation>
    </message>
    <message>
        <source>False</source>
        <translation>错</translation>
    </message>
    <message>
        <source>Several answers</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>One answer</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>True or false?</source>
        <translation>判断对错</translation>
    </message>
    <message>
        <source>Estimate a number</source>
        <translation>估一个数</translation>
    </message>
    <message>
        <source>Put in order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Match the pairs</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Rate it</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>A word or two</source>
        <translation>填一两个词</translation>
    </message>
    <message>
        <source>One word</source>
        <translation>填一个词</translation>
    </message>
    <message>
        <source>Up to {n} words</source>
        <translation>最多 {n} 个词</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>自由作答</translation>
    </message>
    <message>
        <source>To match: {items}</source>
        <translation>可配对：{items}</translation>
    </message>
    <message>
        <source>In {unit}</source>
        <translation>单位：{unit}</translation>
    </message>
    <message>
        <source>Right: {answer}</source>
        <translation>正确答案：{answer}</translation>
    </message>
    <message>
        <source>Counted: who put the item at its own place</source>
        <translation>计数：把该项排在正确位置的人数</translation>
    </message>
    <message>
        <source>Counted: who put the item first</source>
        <translation>计数：把该项排在首位的人数</translation>
    </message>
    <message>
        <source>Counted: who matched the item rightly</source>
        <translation>计数：把该项配对正确的人数</translation>
    </message>
    <message>
        <source>Median {median}</source>
        <translation>中位数 {median}</translation>
    </message>
    <message>
        <source>Middle half {lower} to {upper}, all {low} to {high}, n = {n}</source>
        <translation>中间一半 {lower} 至 {upper}，全部 {low} 至 {high}，n = {n}</translation>
    </message>
    <message>
        <source>{text} (not shown to the class)</source>
        <translation>{text}（未向全班显示）</translation>
    </message>
</context>
<context>
    <name>RemoteSheet</name>
    <message>
        <source>Your phone as a clicker</source>
        <translation>用手机遥控</translation>
    </message>
    <message>
        <source>Code: {code}</source>
        <translation>代码：{code}</translation>
    </message>
    <message>
        <source>Another phone</source>
        <translation>再连一部手机</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>换新代码</translation>
    </message>
    <message>
        <source>QR code for your own phone</source>
        <translation>供您自己手机扫描的二维码</translation>
    </message>
    <message>
        <source>and there the code</source>
        <translation>并在页面上输入代码</translation>
    </message>
    <message>
        <source>Show my notes on this phone</source>
        <translation>在这部手机上显示我的备注</translation>
    </message>
    <message>
        <source>They travel unencrypted: whoever listens to the Wi-Fi can read them.</source>
        <translation>备注以明文传输：监听 Wi-Fi 的人可以读到。</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A phone can be the clicker once the session has begun.</source>
        <translation>课堂开始后，手机才能用作遥控器。</translation>
    </message>
    <message>
        <source>Scan this with your own phone, in the same Wi-Fi. Or open in its browser</source>
        <translation>请用自己的手机扫码（须连同一 Wi-Fi），或在手机浏览器打开</translation>
    </message>
    <message>
        <source>Too many wrong codes were tried, so this one doesn&apos;t count any more.</source>
        <translation>有人多次输错代码，原代码已作废。</translation>
    </message>
    <message>
        <source>The code counted for five minutes. Ask for a new one.</source>
        <translation>代码五分钟内有效，现已过期，请换新代码。</translation>
    </message>
    <message>
        <source>Next and back, black, and the question&apos;s next step: two buttons for the thumb.</source>
        <translation>手机上可以：下一步、上一步、黑屏、推进题目。两个大按钮，拇指就能按到。</translation>
    </message>
    <message>
        <source>The code comes from the answer server…</source>
        <translation>正在从答题服务获取代码……</translation>
    </message>
    <message>
        <source>● {n} phones are connected</source>
        <translation>● 已连接 {n} 部手机</translation>
    </message>
    <message>
        <source>● A phone is connected</source>
        <translation>● 一部手机已连接</translation>
    </message>
    <message>
        <source>○ The phone is away; it comes back by itself</source>
        <translation>○ 手机暂时离线，会自动重连</translation>
    </message>
    <message>
        <source>○ No phone yet. The code is for one phone, for five minutes.</source>
        <translation>○ 还没有手机连接。代码只供一部手机使用，五分钟内有效。</translation>
    </message>
</context>
<context>
    <name>ReviewWindow</name>
    <message>
        <source>Past sessions</source>
        <translation>历史课堂</translation>
    </message>
    <message>
        <source>Choose a session on the left.</source>
        <translation>请在左侧选择一堂课。</translation>
    </message>
    <message>
        <source>Reading the session …</source>
        <translation>正在读取课堂…</translation>
    </message>
    <message>
        <source>The session could not be read.</source>
        <translation>无法读取这堂课。</translation>
    </message>
</context>
<context>
    <name>RoomFigures</name>
    <message>
        <source>answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>已加入</translation>
    </message>
</context>
<context>
    <name>RoundFacts</name>
    <message>
        <source>Answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Median time</source>
        <translation>用时中位数</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>开放时长</translation>
    </message>
    <message>
        <source>Round {n}</source>
        <translation>第 {n} 轮</translation>
    </message>
    <message>
        <source>never closed</source>
        <translation>未截止</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save the figures</source>
        <translation>保存统计数据</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Search by title or date</source>
        <translation>按标题或日期搜索</translation>
    </message>
    <message>
        <source>Search the past sessions</source>
        <translation>搜索历史课堂</translation>
    </message>
    <message>
        <source>Reading the list of sessions …</source>
        <translation>正在读取课堂列表…</translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation>历史课堂</translation>
    </message>
    <message>
        <source>No session fits this search.</source>
        <translation>没有符合条件的课堂。</translation>
    </message>
    <message>
        <source>There are no sessions yet. Teach a lesson, or rehearse one: it will be listed here.</source>
        <translation>还没有课堂记录。讲一堂课或演练一次，就会列在这里。</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>Export:</source>
        <translation>导出：</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Every answer as a line of a CSV file</source>
        <translation>每次作答一行的 CSV 文件</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>The figures as an Excel workbook</source>
        <translation>统计数据的 Excel 工作簿</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>A report as one web page, to read or print</source>
        <translation>单个网页的报告，可阅读或打印</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Participation</source>
        <translation>参与情况</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>幻灯片</translation>
    </message>
    <message>
        <source>People</source>
        <translation>学员</translation>
    </message>
    <message>
        <source>{day}, from {time}</source>
        <translation>{day} {time} 起</translation>
    </message>
    <message>
        <source>{day}, {begin}–{end}</source>
        <translation>{day} {begin}–{end}</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>未结束</translation>
    </message>
</context>
<context>
    <name>SessionRows</name>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>未结束</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>演练</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As last time</source>
        <translation>与上次相同</translation>
    </message>
    <message>
        <source>With names they type</source>
        <translation>自己填写姓名</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>Until I erase them</source>
        <translation>直到我删除</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>For lessons taught for the first time; the start sheet can change it.</source>
        <translation>用于第一次上的课；开始时还可以修改。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>From the next start of Handsup.</source>
        <translation>下次启动举手时生效。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>At once.</source>
        <translation>立即生效。</translation>
    </message>
    <message>
        <source>Slides appear on</source>
        <translation>课件显示在</translation>
    </message>
    <message>
        <source>At once. Share the window, not the screen, in an online meeting.</source>
        <translation>立即生效。线上会议请共享这个窗口，不要共享整个屏幕。</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>学员身份</translation>
    </message>
    <message>
        <source>Keep the answers</source>
        <translation>答案保留</translation>
    </message>
    <message>
        <source>The second display</source>
        <translation>第二块屏幕</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
    <message>
        <source>A window, for sharing</source>
        <translation>窗口（用于共享）</translation>
    </message>
</context>
<context>
    <name>StartSheet</name>
    <message>
        <source>Start a session</source>
        <translation>开始上课</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Name of the new group</source>
        <translation>新班级的名称</translation>
    </message>
    <message>
        <source>Wi-Fi: name of the network</source>
        <translation>Wi-Fi 名称</translation>
    </message>
    <message>
        <source>Wi-Fi: password</source>
        <translation>Wi-Fi 密码</translation>
    </message>
    <message>
        <source>Until I erase them</source>
        <translation>直到我删除</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>No teams</source>
        <translation>不分队</translation>
    </message>
    <message>
        <source>{n} teams</source>
        <translation>{n} 队</translation>
    </message>
    <message>
        <source>Leaderboard</source>
        <translation>排行榜</translation>
    </message>
    <message>
        <source>More points for speed</source>
        <translation>答得快加分</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Free texts</source>
        <translation>自由作答</translation>
    </message>
    <message>
        <source>Trainees&apos; questions</source>
        <translation>学员提问</translation>
    </message>
    <message>
        <source>Nicknames</source>
        <translation>昵称</translation>
    </message>
    <message>
        <source>Feedback at the end</source>
        <translation>结束时征求反馈</translation>
    </message>
    <message>
        <source>Slides to follow along</source>
        <translation>手机上可看课件</translation>
    </message>
    <message>
        <source>Don&apos;t ask next time</source>
        <translation>下次不再询问</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Deck</source>
        <translation>课件</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>班级</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>学员身份</translation>
    </message>
    <message>
        <source>Keep the answers</source>
        <translation>答案保留</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>分队</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Shown only after my approval</source>
        <translation>经我同意后才显示</translation>
    </message>
    <message>
        <source>On the phones</source>
        <translation>学员手机</translation>
    </message>
    <message>
        <source>Wi-Fi for phones</source>
        <translation>学员连接的 Wi-Fi</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>不选班级</translation>
    </message>
    <message>
        <source>{name} ({n} on the roster)</source>
        <translation>{name}（名册 {n} 人）</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>新建班级…</translation>
    </message>
    <message>
        <source>From the group&apos;s roster</source>
        <translation>按班级名册</translation>
    </message>
    <message>
        <source>From the group&apos;s roster (it has none yet)</source>
        <translation>按班级名册（该班还没有名册）</translation>
    </message>
    <message>
        <source>From a roster (choose a group that has one)</source>
        <translation>按名册（请先选择有名册的班级）</translation>
    </message>
    <message>
        <source>With names they type</source>
        <translation>自己填写姓名</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>Give the new group a name, or choose “No group”.</source>
        <translation>请为新班级填写名称，或选择“不选班级”。</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a deck (Ctrl+O)</source>
        <translation>打开课件 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Open a deck</source>
        <translation>打开课件</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Address in the QR code</source>
        <translation>二维码中的地址</translation>
    </message>
    <message>
        <source>Choices…</source>
        <translation>选项…</translation>
    </message>
    <message>
        <source>Group, names, how long answers are kept: before a session starts</source>
        <translation>班级、姓名、答案保留多久：开课前选择</translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation>历史课堂</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>结束课堂</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>确认结束</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>继续上课</translation>
    </message>
    <message>
        <source>Sheet of keys (?)</source>
        <translation>按键一览 (?)</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>设置（Ctrl+,）</translation>
    </message>
    <message>
        <source>{address} (not for phones)</source>
        <translation>{address}（手机无法访问）</translation>
    </message>
    <message>
        <source>Join: corner</source>
        <translation>加入：角落</translation>
    </message>
    <message>
        <source>Join: large</source>
        <translation>加入：全屏</translation>
    </message>
    <message>
        <source>Starting the answer server…</source>
        <translation>正在启动答题服务器…</translation>
    </message>
    <message>
        <source>Reconnecting to the answer server…</source>
        <translation>正在重新连接答题服务器…</translation>
    </message>
    <message>
        <source>Stop presenting</source>
        <translation>停止投影</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>开始投影</translation>
    </message>
    <message>
        <source>Start session</source>
        <translation>开始上课</translation>
    </message>
</context>
<context>
    <name>Upcoming</name>
    <message>
        <source>Next slide</source>
        <translation>下一张幻灯片</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>End of the lesson</source>
        <translation>课程结束</translation>
    </message>
    <message>
        <source>Same slide, next step</source>
        <translation>同一页的下一步</translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>In use</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>用这一种</translation>
    </message>
</context>
<context>
    <name>WaysDialog</name>
    <message>
        <source>How the slides are drawn</source>
        <translation>幻灯片的绘制方式</translation>
    </message>
    <message>
        <source>Slide {n} of {of}</source>
        <translation>第 {n} 页，共 {of} 页</translation>
    </message>
    <message>
        <source>Drawn by Handsup at once, step by step.</source>
        <translation>由举手即时绘制，保留逐步出现。</translation>
    </message>
    <message>
        <source>From “{name}”.</source>
        <translation>来自“{name}”。</translation>
    </message>
    <message>
        <source>A slide is shown whole at once, without its steps.</source>
        <translation>每页一次全部显示，没有逐步出现。</translation>
    </message>
    <message>
        <source>In PowerPoint: File, Export, PDF; then choose that file here.</source>
        <translation>在 PowerPoint 里选择“文件 &gt; 导出 &gt; PDF”，再在这里选择那个文件。</translation>
    </message>
    <message>
        <source>Choose a PDF…</source>
        <translation>选择 PDF…</translation>
    </message>
    <message>
        <source>No PDF chosen</source>
        <translation>没有选择 PDF</translation>
    </message>
    <message>
        <source>LibreOffice is drawing the deck: {n} s. It may take a minute.</source>
        <translation>LibreOffice 正在绘制，已用 {n} 秒，可能需要一分钟。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Drawn by LibreOffice, step by step.</source>
        <translation>由 LibreOffice 绘制，保留逐步出现。</translation>
    </message>
    <message>
        <source>Not drawn yet.</source>
        <translation>还没有绘制。</translation>
    </message>
    <message>
        <source>Let it draw</source>
        <translation>开始绘制</translation>
    </message>
    <message>
        <source>LibreOffice is not on this computer.</source>
        <translation>这台电脑上没有 LibreOffice。</translation>
    </message>
    <message>
        <source>Being drawn…</source>
        <translation>正在绘制…</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>Nothing known.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 处</translation>
    </message>
    <message>
        <source>{n} of {of} slides looked at</source>
        <translation>已检查 {n} 页，共 {of} 页</translation>
    </message>
    <message>
        <source>Handsup</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>PDF from PowerPoint</source>
        <translation>PowerPoint 导出的 PDF</translation>
    </message>
    <message>
        <source>The slide before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>The next slide</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What Handsup could not draw as it was made: on this slide</source>
        <translation>举手没能照原样画出的内容：本页</translation>
    </message>
    <message>
        <source>In the whole deck</source>
        <translation>整份课件</translation>
    </message>
    <message>
        <source>The projector keeps its picture until the next step.</source>
        <translation>投影上的画面在下一步之前不会改变。</translation>
    </message>
    <message>
        <source>Choose the deck&apos;s PDF</source>
        <translation>选择这份课件的 PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Slide {n}: {words}</source>
        <translation>第 {n} 页：{words}</translation>
    </message>
    <message>
        <source>{words} (slight)</source>
        <translation>{words}（轻微）</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>{n}%</source>
        <translation>{n}%</translation>
    </message>
    <message>
        <source>{count} of {of}</source>
        <translation>{count} / {of}</translation>
    </message>
    <message>
        <source>{share} ({detail})</source>
        <translation>{share}（{detail}）</translation>
    </message>
    <message>
        <source>{count} of {of} ({percent})</source>
        <translation>{count} / {of}（{percent}）</translation>
    </message>
    <message>
        <source>95% interval {low}–{high}%</source>
        <translation>95% 置信区间 {low}–{high}%</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 次作答</translation>
    </message>
    <message>
        <source>{n} answers</source>
        <translation>{n} 次作答</translation>
    </message>
    <message>
        <source>1 question</source>
        <translation>1 题</translation>
    </message>
    <message>
        <source>{n} questions</source>
        <translation>{n} 题</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>median {median}, middle half {lower} to {upper}, n = {n}</source>
        <translation>中位数 {median}，中间一半 {lower} 至 {upper}，n = {n}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Participant {n}</source>
        <translation>学员 {n}</translation>
    </message>
    <message>
        <source>opinion poll</source>
        <translation>意见调查</translation>
    </message>
    <message>
        <source>several right answers possible</source>
        <translation>多选题</translation>
    </message>
    <message>
        <source>one right answer</source>
        <translation>单选题</translation>
    </message>
</context>
</TS>
